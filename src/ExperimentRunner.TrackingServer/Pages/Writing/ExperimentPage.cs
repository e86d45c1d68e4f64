using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>Runs of an experiment: filtered, sorted, to be chosen for a comparison.</summary>
internal static class ExperimentPage
{
    private const string Example = "metrics.`final/accuracy` > 0.9 and params.devices = '2'";

    public static Markup Write(RunTable table) => Layout.Page(
        table.Experiment.Name,
        [(table.Experiment.Name, Address.Experiment(table.Experiment.ExperimentId))],
        $"""
        <h1>{table.Experiment.Name}</h1>
        {Filter(table.Query)}
        {(table.Fault is null ? Markup.Nothing : Markup.Of($"""<p class="fault" role="alert">{table.Fault}</p>"""))}
        <form action="{Address.Root}compare" method="get">
        <div class="bar"><button type="submit">Compare chosen</button><label class="all"><input type="checkbox" data-choose-all disabled> all shown</label>
        <span id="count" data-part>{table.Runs.Count} runs shown{(table.NextPage is null ? "" : ", there are more")}</span></div>
        <div id="constants" data-part>{Pieces.Constants(table.Constants, table.Runs)}</div>
        <div class="scroll" tabindex="0" role="region" aria-label="Runs">
        <table>
        <thead id="columns" data-part><tr><td></td>{Head(table.Query, "Run", "attributes.run_name")}{Head(table.Query, "Status", "attributes.status")}{Head(table.Query, "Start (UTC)", "attributes.start_time")}<th scope="col" class="number">Took</th>{table.Columns.Select(column => Head(table.Query, column.Key, column.OrderKey, Pieces.Alignment(column, table.Runs)))}</tr></thead>
        <tbody id="runs" data-list>
        {table.Runs.Select(run => Row(table, run))}
        </tbody>
        </table>
        </div>
        {(table.Runs.Count > 0 || table.Fault is not null ? Markup.Nothing : Markup.Of($"<p>No run matches.</p>"))}
        </form>
        {(table.NextPage is null ? Markup.Nothing : Markup.Of($"""<p><a rel="next" href="{(table.Query with { Page = table.NextPage }).Link}">Next page</a></p>"""))}
        """,
        table.IsLive);

    private static Markup Filter(RunQuery query) =>
        $"""
        <form class="filter" action="{Address.Experiment(query.Experiment)}" method="get" role="search">
        <label>Words <input name="text" value="{query.Text}" placeholder="in names, parameters, tags"></label>
        <label class="wide">MLflow filter <input name="filter" value="{query.Filter}" placeholder="{Example}" spellcheck="false" autocomplete="off"></label>
        <label class="check"><input type="checkbox" name="columns" value="all"{(query.HasAllColumns ? Markup.Of($" checked") : Markup.Nothing)}> all columns</label>
        {(query.Order.Length == 0 ? Markup.Nothing : Markup.Of($"""<input type="hidden" name="order" value="{query.Order}">"""))}
        <button type="submit">Filter</button>
        <a href="{Address.Experiment(query.Experiment)}">reset</a>
        </form>
        """;

    /// <summary>A column that sorts when it is followed; a second time the other way.</summary>
    private static Markup Head(RunQuery query, string name, string? key, string alignment = "word")
    {
        if (key is null)
        {
            return $"""<th scope="col" class="{alignment}">{name}</th>""";
        }

        (string sort, string mark, string next) = query.Order == $"{key} ASC" ? ("ascending", "↑", "DESC") : query.Order == $"{key} DESC" ? ("descending", "↓", "ASC") : ("none", "", "DESC");
        return $"""<th scope="col" class="{alignment}" aria-sort="{sort}"><a href="{query.OrderedBy($"{key} {next}").Link}">{name}</a>{mark}</th>""";
    }

    private static Markup Row(RunTable table, RunAnswer run)
    {
        string? parent = RunTags.Parent(run);
        return $"""
            <tr data-part id="run-{run.Info.RunId}"><td><input type="checkbox" name="run" value="{run.Info.RunId}" aria-label="Choose {Pieces.Name(run)}"></td><th scope="row">{(parent is null ? Markup.Nothing : Markup.Of($"""<a class="up" href="{Address.Run(parent)}" title="To its parent" aria-label="To its parent">↳</a> """))}{Pieces.RunLink(run)}</th><td>{Pieces.Status(run)}</td><td class="time">{Shown.Time(run.Info.StartTime)}</td><td class="number">{Shown.Duration(run.Info.StartTime, run.Info.EndTime)}</td>{table.Columns.Select(column => Pieces.Cell(run, column))}</tr>

            """;
    }
}
