using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>One run: parameters, metrics with their course, tags, artifacts, parent and children.</summary>
internal static class RunPage
{
    public static Markup Write(RunDetails details) => Layout.Page(
        Pieces.Name(details.Run),
        [(details.Experiment.Name, Address.Experiment(details.Experiment.ExperimentId)), .. Parents(details), (Pieces.Name(details.Run), Address.Run(details.Run.Info.RunId))],
        $"""
        <h1>{Pieces.Name(details.Run)}</h1>
        <div id="facts" data-part>{Facts(details.Run)}</div>
        {Note(details.Run)}
        {Children(details)}
        <div class="columns">
        {KeyValues("Parameters", "params", details.Run.Data.Params)}
        {Metrics(details)}
        </div>
        {Curves(details)}
        {Artifacts(details)}
        {KeyValues("Tags", "tags", details.Run.Data.Tags)}
        """,
        details.Run.Info.Status == "RUNNING" || details.Children.Any(child => child.Info.Status == "RUNNING"));

    private static IEnumerable<(string Name, string Link)> Parents(RunDetails details) =>
        details.Parent is null ? [] : [(Pieces.Name(details.Parent), Address.Run(details.Parent.Info.RunId))];

    private static Markup Facts(RunAnswer run) =>
        $"""<p class="facts">{Pieces.Status(run)}<span>began {Shown.Time(run.Info.StartTime)} UTC</span>{(run.Info.EndTime is null ? Markup.Nothing : Markup.Of($"<span>took {Shown.Duration(run.Info.StartTime, run.Info.EndTime)}</span>"))}{(run.Info.UserId.Length == 0 ? Markup.Nothing : Markup.Of($"<span>by {run.Info.UserId}</span>"))}<code>{run.Info.RunId}</code>{(run.Info.LifecycleStage == "active" ? Markup.Nothing : Markup.Of($"""<span class="status failed">{run.Info.LifecycleStage}</span>"""))}</p>""";

    private static Markup Note(RunAnswer run) => RunTags.Note(run) is { Length: > 0 } note ? $"""<pre class="note">{note}</pre>""" : Markup.Nothing;

    private static Markup Children(RunDetails details)
    {
        if (details.Children.Count == 0)
        {
            return Markup.Nothing;
        }

        RunColumn[] columns = [.. RunColumns.Axes(details.Children, [], needsEvidence: true), .. RunColumns.Outcomes(details.Children)];
        return $"""
            <section><h2>Runs of it</h2>
            <div class="bar"><a class="button" href="{Address.ChildrenOf(details.Run.Info.RunId)}">Compare all {details.Children.Count}</a></div>
            <div class="scroll" tabindex="0" role="region" aria-label="Runs of it"><table>
            <thead id="child-columns" data-part><tr><th scope="col">Run</th><th scope="col">Status</th><th scope="col" class="number">Took</th>{columns.Select(column => Markup.Of($"""<th scope="col" class="{Pieces.Alignment(column, details.Children)}">{column.Key}</th>"""))}</tr></thead>
            <tbody id="children" data-list>
            {details.Children.Select(child => Markup.Of($"""<tr data-part id="run-{child.Info.RunId}"><th scope="row">{Pieces.RunLink(child)}</th><td>{Pieces.Status(child)}</td><td class="number">{Shown.Duration(child.Info.StartTime, child.Info.EndTime)}</td>{columns.Select(column => Pieces.Cell(child, column))}</tr>"""))}
            </tbody></table></div></section>
            """;
    }

    private static Markup KeyValues(string title, string id, IReadOnlyList<KeyValue>? values) => values is null
        ? Markup.Nothing
        : $"""
        <section id="{id}" data-part><h2>{title}</h2><table class="pairs"><tbody>{values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Markup.Of($"""<tr><th scope="row">{pair.Key}</th><td class="word">{pair.Value}</td></tr>"""))}</tbody></table></section>
        """;

    private static Markup Metrics(RunDetails details)
    {
        RunAnswer run = details.Run;
        IReadOnlyList<RunColumn> columns = [.. RunColumns.Metrics([run]).Where(column => !RunColumns.IsOfMachine(column.Key))];
        return columns.Count == 0
            ? Markup.Nothing
            : $"""
            <section id="metrics" data-part><h2>Metrics, last values</h2><table class="pairs"><tbody>{columns.Select(column => Markup.Of($"""<tr><th scope="row">{column.Key}</th>{Pieces.Cell(run, column)}</tr>"""))}</tbody></table></section>
            """;
    }

    private static Markup Curves(RunDetails details)
    {
        string[] metrics = [.. details.PointCounts.Where(count => count.Value > 1).Select(count => count.Key).Order(StringComparer.Ordinal)];
        string run = details.Run.Info.RunId;
        var query = new ComparisonQuery { Runs = [run], X = details.X };
        return metrics.Length == 0
            ? Markup.Nothing
            : $"""
            <section><h2>Course of the metrics</h2>
            {Pieces.ChooseX(details.X, x => Address.Query(Address.Run(run), [("x", x)]))}
            {Pieces.Curves(metrics, query.CurveLink)}</section>
            """;
    }

    private static Markup Artifacts(RunDetails details) =>
        $"""
        <section id="artifacts"><h2>Artifacts</h2>
        {Folder(details)}
        <div id="files" data-part>{(details.Files.Count == 0 ? Markup.Of($"<p>None here.</p>") : Markup.Of($"""<ul class="files">{details.Files.Select(file => File(details, file))}</ul>"""))}</div>
        {Preview(details)}
        </section>
        """;

    private static Markup Folder(RunDetails details) => details.Folder.Length == 0
        ? Markup.Nothing
        : $"""<p><a href="{Address.Run(details.Run.Info.RunId)}#artifacts">all</a> / {details.Folder}</p>""";

    private static Markup File(RunDetails details, FileEntry file)
    {
        string run = details.Run.Info.RunId;
        string name = file.Path.Split('/')[^1];
        return file.IsDir
            ? Markup.Of($"""<li><a href="{Address.Query(Address.Run(run), [("folder", file.Path)])}#artifacts">{name}/</a></li>""")
            : Markup.Of($"""
            <li><a href="{Address.Query(Address.Run(run), [("folder", details.Folder), ("file", file.Path)])}#artifacts">{name}</a> <span class="size">{Shown.Size(file.FileSize ?? 0)}</span> <a href="{Address.Download(run, file.Path)}" aria-label="Save {name}">save</a></li>
            """);
    }

    private static Markup Preview(RunDetails details)
    {
        string run = details.Run.Info.RunId;
        return details.Preview switch
        {
            null => Markup.Nothing,
            { Text: { } text } preview => Markup.Of($"""
                <h3>{preview.Path}</h3>
                {(ArtifactView.IsPage(preview.Path) ? Markup.Of($"""<p><a href="{Address.File(run, preview.Path)}" target="_blank" rel="noopener">Open as a page, in a sandbox</a></p>""") : Markup.Nothing)}
                <pre class="preview" tabindex="0">{text}</pre>{(preview.IsCut ? Markup.Of($"<p>There is more; save it to see all.</p>") : Markup.Nothing)}
                """),
            { IsImage: true } preview => Markup.Of($"""<h3>{preview.Path}</h3><img class="preview" src="{Address.File(run, preview.Path)}" alt="{preview.Path}">"""),
            { } preview => Markup.Of($"""<h3>{preview.Path}</h3><p>Not shown here; <a href="{Address.Download(run, preview.Path)}">save it</a>.</p>"""),
        };
    }
}
