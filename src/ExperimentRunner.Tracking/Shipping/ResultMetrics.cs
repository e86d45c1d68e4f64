using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What a run came to, under keys of its own: MLflow's tables and comparisons show the last value of a key, not its best.</summary>
internal static class ResultMetrics
{
    public static IEnumerable<MlflowMetric> Of(RunResult result)
    {
        long step = result.Epochs.Count == 0 ? 0 : result.Epochs[^1].Step;
        (string Key, double? Value)[] values =
        [
            ("final/accuracy", result.FinalAccuracy),
            ("best/accuracy", result.BestAccuracy),
            ("target/seconds", result.Target?.Seconds),
            ("target/images", result.Target?.Images),
            ("target/epochs", result.Target?.Epoch),
            ("target/reached", result.Target is null ? null : result.Target.IsReached ? 1 : 0),
            ("summary/images_per_second", result.Timing?.ImagesPerSecond),
            ("summary/step_seconds_median", result.Timing?.StepSecondsMedian),
            ("summary/wall_seconds", result.Timing?.WallSeconds),
            ("summary/peak_memory_bytes", result.PeakMemoryBytes),
        ];
        return EventMetrics.At(result.Ended, step, values.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!.Value)));
    }
}
