using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>One cell of a scaling curve.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Speedup">Against the curve's first cell; null where one of the two has no figure.</param>
/// <param name="Efficiency">Against the curve's first cell; 1 is perfect.</param>
/// <param name="EfficiencyInterval">That of the speedup over the ratio of devices.</param>
/// <param name="SerialFraction">Null at the curve's first devices.</param>
internal sealed record ScalingPoint(Cell Cell, Ratio? Speedup, double? Efficiency, Interval? EfficiencyInterval, KarpFlatt? SerialFraction)
{
    public int Devices => Cell.Spec.Devices;

    public static ScalingPoint Of(Cell cell, Cell first)
    {
        Ratio? speedup = Ratio.OfSpeeds(cell, first);
        return new ScalingPoint(
            cell,
            speedup,
            speedup is null ? null : Efficient(speedup.Value),
            speedup?.Interval?.Through(Efficient),
            KarpFlatt.Of(speedup, cell.Spec.Devices, first.Spec.Devices));

        double Efficient(double value) => SpeedupArithmetic.Efficiency(value, cell.Spec.Devices, first.Spec.Devices);
    }
}
