using System.Globalization;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>Points out of samples, under the names that MLflow's own monitor gives them (<c>mlflow/system_metrics</c>); what it does not have begins with <c>system/trainer_</c>.</summary>
internal static class SystemPoints
{
    public static Point Of(SystemSample sample)
    {
        (string Name, double? Value)[] values =
        [
            ("cpu_utilization_percentage", sample.CpuPercent),
            ("system_memory_usage_megabytes", sample.MemoryMegabytes),
            ("system_memory_usage_percentage", sample.MemoryPercent),
            ("disk_usage_megabytes", sample.DiskUsedMegabytes),
            ("disk_usage_percentage", Percent(sample.DiskUsedMegabytes, sample.DiskUsedMegabytes + sample.DiskAvailableMegabytes)),
            ("disk_available_megabytes", sample.DiskAvailableMegabytes),
            ("network_receive_megabytes", sample.NetworkReceivedMegabytes),
            ("network_transmit_megabytes", sample.NetworkSentMegabytes),
            ("trainer_cpu_utilization_percentage", sample.TrainerCpuPercent),
            ("trainer_memory_usage_megabytes", sample.TrainerMemoryMegabytes),
            .. sample.Gpus.SelectMany(Of),
        ];
        return new Point(
            sample.Index + 1,
            sample.Time,
            sample.Index,
            [.. values.Where(value => value.Value is not null).Select(value => new PointValue($"system/{value.Name}", Math.Round(value.Value!.Value, 1)))]);
    }

    private static IEnumerable<(string Name, double? Value)> Of(GpuSample gpu)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"gpu_{gpu.Index}");
        return
        [
            ($"{prefix}_utilization_percentage", gpu.UtilizationPercent),
            ($"{prefix}_memory_usage_megabytes", gpu.MemoryMegabytes),
            ($"{prefix}_memory_usage_percentage", Percent(gpu.MemoryMegabytes, gpu.MemoryTotalMegabytes)),
            ($"{prefix}_power_usage_watts", gpu.PowerWatts),
            ($"{prefix}_power_usage_percentage", Percent(gpu.PowerWatts, gpu.PowerLimitWatts)),
        ];
    }

    private static double? Percent(double? part, double? whole) => whole > 0 ? 100 * part / whole : null;
}
