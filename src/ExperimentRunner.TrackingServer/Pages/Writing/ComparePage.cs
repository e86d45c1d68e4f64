using ExperimentRunner.TrackingServer.Pages.Charts;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>Runs beside each other: parallel coordinates, scaling, curves, and all values in a table.</summary>
internal static class ComparePage
{
    public static Markup Write(Comparison comparison) => Layout.Page(
        "Comparison",
        Way(comparison),
        comparison.Runs.Count == 0
            ? Markup.Of($"<h1>Comparison</h1><p>No run is chosen. Choose some on the page of an experiment.</p>")
            : Markup.Of($"""
            <h1 id="title" data-part>Comparison of {comparison.Runs.Count} runs</h1>
            {(comparison.LeftOut == 0 ? Markup.Nothing : Markup.Of($"""<p class="fault" role="alert">Only the first {comparison.Runs.Count} are shown: more lines can't be told apart.</p>"""))}
            <div id="constants" data-part>{Pieces.Constants(comparison.Constants, comparison.Runs)}</div>
            {Parallel(comparison.Parallel)}
            {Scaling(comparison)}
            {Curves(comparison)}
            {Table(comparison)}
            """),
        comparison.IsLive);

    private static IReadOnlyList<(string Name, string Link)> Way(Comparison comparison) => comparison.Query.Parent.Length == 0
        ? comparison.Runs.Count == 0 ? [] : [("experiment", Address.Experiment(comparison.Runs[0].Info.ExperimentId))]
        : [("sweep", Address.Run(comparison.Query.Parent))];

    private static Markup Parallel(ParallelChart? chart) => chart is null
        ? Markup.Nothing
        : $"""
        <section id="parallel" data-part><h2>Parallel coordinates</h2><p class="hint">One line a run, coloured by the last axis. Drag along an axis to pick lines.</p>
        {Pieces.Chart("chart-parallel", $"Parallel coordinates of {string.Join(", ", chart.Axes.Select(axis => axis.Name))}; the table below has the values", new ChartSource { Parallel = chart })}</section>
        """;

    private static Markup Scaling(Comparison comparison)
    {
        if (comparison.Scaling is not { } chart)
        {
            return Markup.Nothing;
        }

        RunColumn[] metrics = [.. comparison.Metrics.Where(metric => !RunColumns.IsOfMachine(metric.Key))];
        RunColumn[] numbers = [.. comparison.Varying.Where(column => comparison.Runs.Select(column.Number).OfType<double>().Distinct().Count() > 1)];
        return $"""
            <section><h2>Scaling</h2>
            <form class="filter" action="{Address.Root}compare" method="get">
            {comparison.Query.Which.Select(field => Markup.Of($"""<input type="hidden" name="{field.Name}" value="{field.Value}">"""))}<input type="hidden" name="x" value="{comparison.Query.X}">
            <label>Metric <select name="metric">{metrics.Select(metric => Option(metric.Key, chart.Y == metric.Key || chart.Y == $"speedup ({metric.Key})"))}</select></label>
            <label>over <select name="over">{numbers.Select(column => Option(column.Key, chart.X == column.Key))}</select></label>
            <button type="submit">Show</button></form>
            <div id="scaling" data-part>{Pieces.Chart("chart-scaling", $"{chart.Y} over {chart.X}", new ChartSource { Scaling = chart })}</div></section>
            """;
    }

    private static Markup Option(string value, bool isChosen) => $"""<option value="{value}"{(isChosen ? Markup.Of($" selected") : Markup.Nothing)}>{value}</option>""";

    private static Markup Curves(Comparison comparison)
    {
        ComparisonQuery query = comparison.Query;
        return comparison.Curves.Count == 0
            ? Markup.Nothing
            : $"""
            <section><h2>Course of the metrics</h2>
            {Pieces.ChooseX(query.X, x => Address.Query($"{Address.Root}compare", [.. query.Which, ("x", x), ("over", query.ScalingX), ("metric", query.ScalingY)]))}
            {Pieces.Curves(comparison.Curves, query.CurveLink)}</section>
            """;
    }

    private static Markup Table(Comparison comparison)
    {
        RunColumn[] rows = [.. comparison.Varying, .. comparison.Metrics.Where(metric => !RunColumns.IsOfMachine(metric.Key))];
        return $"""
            <section><h2>Values</h2><div class="scroll" tabindex="0" role="region" aria-label="Values"><table>
            <thead id="compared" data-part><tr><td></td>{comparison.Runs.Select(run => Markup.Of($"""<th scope="col">{Pieces.RunLink(run)} {Pieces.Status(run)}</th>"""))}</tr></thead>
            <tbody id="values" data-list>{rows.Select(row => Markup.Of($"""<tr data-part id="value-{row.Key}"><th scope="row">{row.Key}</th>{comparison.Runs.Select(run => Pieces.Cell(run, row))}</tr>"""))}</tbody>
            </table></div></section>
            """;
    }
}
