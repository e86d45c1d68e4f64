using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Pages.Charts;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>Pieces that several pages have.</summary>
internal static class Pieces
{
    public static Markup Status(RunAnswer run) => $"""<span class="status {StatusClass(run.Info.Status)}">{run.Info.Status.ToLowerInvariant()}</span>""";

    public static Markup RunLink(RunAnswer run) => $"""<a href="{Address.Run(run.Info.RunId)}">{Name(run)}</a>""";

    public static string Name(RunAnswer run) => run.Info.RunName.Length == 0 ? run.Info.RunId : run.Info.RunName;

    /// <summary>How a column is aligned: numbers to the right.</summary>
    public static string Alignment(RunColumn column, IReadOnlyList<RunAnswer> runs) => runs.Any(run => column.Number(run) is not null) ? "number" : "word";

    public static Markup Cell(RunAnswer run, RunColumn column) => column.Kind == ColumnKind.Metric
        ? column.Number(run) is { } number ? Markup.Of($"""<td class="number" title="{column.Text(run)}">{Shown.Number(number)}</td>""") : Markup.Of($"<td></td>")
        : Markup.Of($"""<td class="{(column.Number(run) is null ? "word" : "number")}">{column.Text(run)}</td>""");

    /// <summary>A list of what is the same in all runs.</summary>
    public static Markup Constants(IReadOnlyList<RunColumn> columns, IReadOnlyList<RunAnswer> runs) => columns.Count == 0
        ? Markup.Nothing
        : $"""<p class="constants">The same in all: {columns.Select(column => Markup.Of($"<span><b>{column.Key}</b> {runs.Select(column.Text).FirstOrDefault(text => text is not null)}</span> "))}</p>""";

    /// <summary>A chart whose data stands in the page.</summary>
    public static Markup Chart(string id, string label, ChartSource source) =>
        $"""<div class="chart" id="{id}" role="img" aria-label="{label}" data-chart="{System.Text.Json.JsonSerializer.Serialize(source, ChartJson.Default.ChartSource)}"></div>""";

    /// <summary>A chart whose data is fetched when it comes into sight.</summary>
    public static Markup Chart(string id, string label, string link) => $"""<div class="chart" id="{id}" role="img" aria-label="{label}" data-source="{link}"></div>""";

    public static Markup Curves(IReadOnlyList<string> metrics, Func<string, string> link)
    {
        string[] ours = [.. metrics.Where(metric => !RunColumns.IsOfMachine(metric))];
        string[] machine = [.. metrics.Where(RunColumns.IsOfMachine)];
        return $"""
            <div class="charts">{ours.Select(One)}</div>
            {(machine.Length == 0 ? Markup.Nothing : Markup.Of($"""<details class="machine"><summary>The machine meanwhile ({machine.Length})</summary><div class="charts">{machine.Select(One)}</div></details>"""))}
            """;

        Markup One(string metric) => $"""<figure data-part id="curve-{metric}"><figcaption>{metric}</figcaption>{Chart($"chart-{metric}", $"Course of {metric}", link(metric))}</figure>""";
    }

    /// <summary>Links that choose between step and time below curves.</summary>
    public static Markup ChooseX(string x, Func<string, string> link)
    {
        return $"""<p class="choose">over {Choice("step", "step")} {Choice("seconds", "time")}</p>""";

        Markup Choice(string value, string name) => value == x ? Markup.Of($"""<b aria-current="true">{name}</b>""") : Markup.Of($"""<a href="{link(value)}">{name}</a>""");
    }

    private static string StatusClass(string status) => status switch
    {
        "RUNNING" => "running",
        "FINISHED" => "finished",
        "FAILED" => "failed",
        "KILLED" => "killed",
        _ => "other",
    };
}
