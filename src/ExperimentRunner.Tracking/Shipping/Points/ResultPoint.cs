using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>What a run came to, under keys of its own: MLflow's tables and comparisons show the last value of a key, not its best.</summary>
internal static class ResultPoint
{
    public static Point Of(RunResult result)
    {
        EpochResult? last = result.Epochs.Count == 0 ? null : result.Epochs[^1];
        (string Key, double? Value)[] values =
        [
            ("final/accuracy", result.FinalAccuracy),
            ("final/test_loss", last?.TestLoss),
            ("final/train_loss", last?.TrainLoss),
            ("best/accuracy", result.BestAccuracy),
            ("target/seconds", result.Target?.Seconds),
            ("target/images", result.Target?.Images),
            ("target/epochs", result.Target?.Epoch),
            ("target/reached", result.Target is null ? null : result.Target.IsReached ? 1 : 0),
            ("summary/images_per_second", result.Timing?.ImagesPerSecond),
            ("summary/step_seconds_median", result.Timing?.StepSecondsMedian),
            ("summary/step_seconds_p95", result.Timing?.StepSecondsP95),
            ("summary/train_seconds", result.Timing?.TrainSeconds),
            ("summary/evaluation_seconds", result.Timing?.EvaluationSeconds),
            ("summary/wall_seconds", result.Timing?.WallSeconds),
            ("summary/device_hours", result.Timing?.WallSeconds * result.Used?.Devices / 3600),
            ("summary/peak_memory_bytes", result.PeakMemoryBytes),
            ("summary/cpu_utilization_percentage", result.Usage?.CpuPercent),
            ("summary/gpu_utilization_percentage", result.Usage?.GpuPercent),
            ("summary/energy_joules", result.Usage?.EnergyJoules),
        ];
        return new Point(Position: 1, result.Ended, last?.ImagesSeen ?? 0, [.. values.Where(pair => pair.Value is not null).Select(pair => new PointValue(pair.Key, pair.Value!.Value))]);
    }
}
