using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>Makes a chart of how a metric grows with a parameter.</summary>
internal static class ScalingDrawing
{
    /// <param name="others">Parameters whose combinations are lines of their own.</param>
    /// <param name="isSpeedup">Whether to divide by the value at the smallest x of each line.</param>
    /// <returns>Null where no run has both.</returns>
    public static ScalingChart? Of(IReadOnlyList<RunAnswer> runs, RunColumn x, RunColumn y, IReadOnlyList<RunColumn> others, bool isSpeedup)
    {
        ScalingLine[] lines =
        [
            .. runs.Where(run => x.Number(run) is not null && y.Number(run) is { } value && double.IsFinite(value))
                .GroupBy(run => string.Join(", ", others.Select(other => $"{other.Key} {other.Text(run)}")))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Line(group.Key, [.. group.Select(run => new ScalingPoint(x.Number(run)!.Value, y.Number(run)!.Value, run.Info.RunName))], isSpeedup)),
        ];
        bool hasIdeal = isSpeedup || y.Key.EndsWith("speedup", StringComparison.Ordinal);
        return lines.Length == 0 ? null : new ScalingChart(x.Key, isSpeedup ? $"speedup ({y.Key})" : y.Key, hasIdeal, lines);
    }

    private static ScalingLine Line(string name, IReadOnlyList<ScalingPoint> points, bool isSpeedup)
    {
        double smallest = points.Min(point => point.X);
        double unit = isSpeedup ? points.Where(point => point.X.Equals(smallest)).Average(point => point.Y) : 1;
        ScalingPoint[] scaled = [.. points.Select(point => point with { Y = point.Y / unit }).Where(point => double.IsFinite(point.Y))];
        double[][] means = [.. scaled.GroupBy(point => point.X).OrderBy(group => group.Key).Select(group => new[] { group.Key, group.Average(point => point.Y) })];
        return new ScalingLine(name.Length == 0 ? "runs" : name, means, scaled);
    }
}
