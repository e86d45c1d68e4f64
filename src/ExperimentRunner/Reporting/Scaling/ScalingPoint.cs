using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>One cell of a scaling curve.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Speedup">Against the curve's first cell; null where one of the two has no figure.</param>
/// <param name="Efficiency">Against the curve's first cell; 1 is perfect.</param>
internal sealed record ScalingPoint(Cell Cell, Ratio? Speedup, double? Efficiency)
{
    public int Devices => Cell.Spec.Devices;

    public static ScalingPoint Of(Cell cell, Cell first)
    {
        Ratio? speedup = Ratio.Of(cell.Figures.ImagesPerSecond, first.Figures.ImagesPerSecond);
        return new ScalingPoint(
            cell,
            speedup,
            speedup is null ? null : SpeedupArithmetic.Efficiency(speedup.Value, cell.Spec.Devices, first.Spec.Devices));
    }
}
