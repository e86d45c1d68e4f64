using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Json;

internal sealed record CurvePointDocument(
    string CellId, int Devices, double? ImagesPerSecond, double? Speedup, Interval? SpeedupInterval, double? Efficiency, Interval? EfficiencyInterval, KarpFlatt? SerialFraction)
{
    public static CurvePointDocument Of(ScalingPoint point) => new(
        point.Cell.Id,
        point.Devices,
        point.Cell.Figures.ImagesPerSecond?.Mean.Value,
        point.Speedup?.Value,
        point.Speedup?.Interval,
        point.Efficiency,
        point.EfficiencyInterval,
        point.SerialFraction);
}
