using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Json;

internal sealed record CurvePointDocument(string CellId, int Devices, double? ImagesPerSecond, double? Speedup, double? Efficiency)
{
    public static CurvePointDocument Of(ScalingPoint point) =>
        new(point.Cell.Id, point.Devices, point.Cell.Figures.ImagesPerSecond?.Mean.Value, point.Speedup?.Value, point.Efficiency);
}
