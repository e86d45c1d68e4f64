using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>
/// The serial fraction that would explain a speedup by itself (Karp and Flatt 1990, doi:10.1145/78607.78614). Where it grows with the devices,
/// the cause is overhead that grows with them, and not work that can't be shared.
/// </summary>
/// <param name="Value">0 for a perfect speedup, below 0 for a better one.</param>
/// <param name="Interval">From the ends of the speedup's interval; null where that has none.</param>
internal sealed record KarpFlatt(double Value, Interval? Interval)
{
    /// <summary>Null for a speedup on the same devices.</summary>
    /// <param name="speedup">Against the curve's first point.</param>
    /// <param name="devices">Above those of the first point.</param>
    /// <param name="firstDevices">Of the first point, 1 or more.</param>
    public static KarpFlatt? Of(Ratio? speedup, int devices, int firstDevices) => speedup is null || devices <= firstDevices
        ? null
        : new KarpFlatt(
            Fraction(speedup.Value, (double)devices / firstDevices),
            speedup.Interval?.Through(value => Fraction(value, (double)devices / firstDevices)));

    /// <param name="speedup">Above 0.</param>
    /// <param name="devices">Above 1; how many times those of the reference.</param>
    public static double Fraction(double speedup, double devices) => ((1 / speedup) - (1 / devices)) / (1 - (1 / devices));
}
