using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>What a fitted law says of a number of devices.</summary>
/// <param name="Devices">How many.</param>
/// <param name="Speedup">Against the curve's first devices.</param>
/// <param name="Interval">Of the law's mean, by the delta method on the logarithm; null without degrees of freedom.</param>
/// <param name="IsExtrapolated">More devices than any that was measured.</param>
internal sealed record Prediction(int Devices, double Speedup, Interval? Interval, bool IsExtrapolated)
{
    public static IReadOnlyList<int> DeviceCounts { get; } = [8, 16, 32];
}
