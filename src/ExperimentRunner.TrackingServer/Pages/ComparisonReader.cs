using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Pages.Charts;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Gathers what a comparison of runs shows.</summary>
internal sealed class ComparisonReader(PageReader reader)
{
    /// <summary>Lines that one can still tell apart; MLflow's own charts stop at 100 too.</summary>
    private const int MostRuns = 100;

    private const int MostPointsOfACurve = 400;

    private const string Devices = "devices";

    private const string Speedup = "scaling/speedup";

    private const string Throughput = "summary/images_per_second";

    public async Task<Comparison> ReadAsync(ComparisonQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunAnswer> asked = await RunsAsync(query, cancellationToken).ConfigureAwait(false);
        RunAnswer[] runs = [.. asked.Take(MostRuns)];
        IReadOnlyList<RunColumn> varying = RunColumns.Varying(runs);
        return new Comparison
        {
            Query = query,
            Runs = runs,
            LeftOut = asked.Count - runs.Length,
            Varying = varying,
            Constants = [.. RunColumns.Parameters(runs).Except(varying)],
            Metrics = RunColumns.Metrics(runs),
            Curves = await CurvesAsync(runs, cancellationToken).ConfigureAwait(false),
            Parallel = ParallelDrawing.Of(runs, [.. RunColumns.Axes(runs, [], needsEvidence: true), .. RunColumns.Outcomes(runs)]),
            Scaling = Scaling(query, runs, varying),
        };
    }

    /// <summary>The course of one metric in all runs of a comparison.</summary>
    public async Task<CurveChart> CurvesAsync(ComparisonQuery query, string metric, CancellationToken cancellationToken)
    {
        var lines = new List<CurveLine>();
        foreach (RunAnswer run in (await RunsAsync(query, cancellationToken).ConfigureAwait(false)).Take(MostRuns))
        {
            IReadOnlyList<MetricPoint> points = await reader.HistoryAsync(run.Info.RunId, metric, cancellationToken).ConfigureAwait(false);
            if (points.Count > 0)
            {
                double start = run.Info.StartTime > 0 ? run.Info.StartTime : points[0].Timestamp;
                lines.Add(new CurveLine(run.Info.RunName, [.. Sampling.Even(points, MostPointsOfACurve).Select(point => Pair(point, query.X, start)).OrderBy(pair => pair[0])]));
            }
        }

        return new CurveChart(metric, query.X, lines);
    }

    private async Task<IReadOnlyList<RunAnswer>> RunsAsync(ComparisonQuery query, CancellationToken cancellationToken)
    {
        if (query.Parent.Length > 0)
        {
            RunAnswer parent = await reader.RunAsync(query.Parent, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<RunAnswer> children = await reader.ChildrenAsync(parent, MostRuns + 1, cancellationToken).ConfigureAwait(false);
            return [.. children.OrderBy(child => child.Info.RunName, StringComparer.Ordinal)];
        }

        var runs = new List<RunAnswer>();
        foreach (string id in query.Runs)
        {
            runs.Add(await reader.RunAsync(id, cancellationToken).ConfigureAwait(false));
        }

        return runs;
    }

    private async Task<IReadOnlyList<string>> CurvesAsync(IReadOnlyList<RunAnswer> runs, CancellationToken cancellationToken)
    {
        var metrics = new HashSet<string>();
        foreach (RunAnswer run in runs)
        {
            metrics.UnionWith((await reader.PointCountsAsync(run.Info.RunId, cancellationToken).ConfigureAwait(false)).Where(count => count.Value > 1).Select(count => count.Key));
        }

        return [.. metrics.OrderBy(key => key.StartsWith("time/", StringComparison.Ordinal)).ThenBy(key => key, StringComparer.Ordinal)];
    }

    private static ScalingChart? Scaling(ComparisonQuery query, IReadOnlyList<RunAnswer> runs, IReadOnlyList<RunColumn> varying)
    {
        RunColumn[] numbers = [.. varying.Where(column => runs.Select(column.Number).OfType<double>().Distinct().Count() > 1)];
        RunColumn? x = numbers.FirstOrDefault(column => column.Key == (query.ScalingX.Length > 0 ? query.ScalingX : Devices)) ?? numbers.FirstOrDefault();
        IReadOnlyList<RunColumn> metrics = RunColumns.Metrics(runs);
        RunColumn? y = new[] { query.ScalingY, Speedup, Throughput }.Select(key => metrics.FirstOrDefault(metric => metric.Key == key)).FirstOrDefault(metric => metric is not null)
            ?? metrics.FirstOrDefault(metric => !RunColumns.IsOfMachine(metric.Key));
        return x is null || y is null
            ? null
            : ScalingDrawing.Of(runs, x, y, RunColumns.Axes(runs, [x], needsEvidence: false), isSpeedup: y.Key == Throughput && x.Key == Devices);
    }

    private static double?[] Pair(MetricPoint point, string x, double start) =>
        [x == "seconds" ? (point.Timestamp - start) / 1000 : point.Step, double.IsFinite(point.Value) ? point.Value : null];
}
