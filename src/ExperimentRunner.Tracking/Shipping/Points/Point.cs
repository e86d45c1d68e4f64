using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>Values of several metrics at one moment, which is fixed where they were measured, so that telling them again changes nothing.</summary>
/// <param name="Position">Its place in the run, from 1: the optimizer step, the epoch or the sample.</param>
/// <param name="Time">When it was measured.</param>
/// <param name="Step">Where charts show it on their axis of steps.</param>
/// <param name="Values">By metric.</param>
internal sealed record Point(long Position, DateTimeOffset Time, long Step, IReadOnlyList<PointValue> Values)
{
    public IEnumerable<MlflowMetric> Metrics => Values.Select(value => new MlflowMetric(value.Key, value.Value, Time.ToUnixTimeMilliseconds(), Step));

    /// <summary>One point for several: at the place and time of the last, with means of what is measured and the last of what is counted.</summary>
    public static Point Mean(IReadOnlyList<Point> points) => points.Count == 1
        ? points[0]
        : points[^1] with { Values = [.. points.SelectMany(point => point.Values).GroupBy(value => value.Key).Select(PointValue.Mean)] };
}
