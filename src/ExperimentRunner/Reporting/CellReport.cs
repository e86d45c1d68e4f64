using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting;

/// <summary>A cell beside the others. What has nothing to stand beside is null.</summary>
internal sealed record CellReport
{
    public required Cell Cell { get; init; }

    public required bool IsBaseline { get; init; }

    /// <summary>Against the baseline.</summary>
    public required Ratio? Speedup { get; init; }

    /// <summary>Against the baseline; 1 is perfect.</summary>
    public required double? Efficiency { get; init; }

    /// <summary>How it grew from the baseline; null where both have the same devices.</summary>
    public required ScalingKind? Scaling { get; init; }

    /// <summary>Against the same cell in fp32.</summary>
    public required Ratio? AmpGain { get; init; }

    public static CellReport Of(Cell cell, Cell? baseline, IReadOnlyList<AmpPair> pairs)
    {
        Ratio? speedup = Ratio.Of(cell.Figures.ImagesPerSecond, baseline?.Figures.ImagesPerSecond);
        return new CellReport
        {
            Cell = cell,
            IsBaseline = cell.Id == baseline?.Id,
            Speedup = speedup,
            Efficiency = speedup is null || baseline is null
                ? null
                : SpeedupArithmetic.Efficiency(speedup.Value, cell.Spec.Devices, baseline.Spec.Devices),
            Scaling = baseline is null ? null : ScalingKindOf.Specs(baseline.Spec, cell.Spec),
            AmpGain = pairs.FirstOrDefault(pair => pair.On.Id == cell.Id)?.Gain,
        };
    }
}
