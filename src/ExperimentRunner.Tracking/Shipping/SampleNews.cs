using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Usage;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Points;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What of <c>system.jsonl</c> a server has yet to be told.</summary>
/// <param name="Metrics">What to tell.</param>
/// <param name="Told">What the server knows once it was told.</param>
internal sealed record SampleNews(IReadOnlyList<MlflowMetric> Metrics, ToldRun Told)
{
    /// <param name="isEnded">No more samples come.</param>
    /// <exception cref="InvalidDataException">A line is no sample.</exception>
    public static SampleNews Read(RunPaths paths, ToldRun told, bool isEnded)
    {
        LogReading<SystemSample> reading = LineLogReader.ReadOn(paths.SystemSamples, CompactRunJson.Default.SystemSample, told.Samples ?? LogPosition.Start);
        WindowedPoints points = WindowedPoints.Of(
            [.. reading.Values.Select(SystemPoints.Of).Where(point => point.Position > told.Sampled)], GrowingWindows.IndexOf, isEnded);
        long sampled = Math.Max(told.Sampled, points.Position);
        int count = reading.Values.TakeWhile(sample => sample.Index < sampled).Count();
        return new SampleNews([.. points.Told.SelectMany(point => point.Metrics)], told with { Sampled = sampled, Samples = reading.After(count) });
    }
}
