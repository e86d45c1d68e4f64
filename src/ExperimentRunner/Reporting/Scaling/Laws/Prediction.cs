using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>What a fitted law says of a number of devices: at most perfect scaling.</summary>
/// <param name="Devices">How many.</param>
/// <param name="Speedup">Against the curve's first devices; with a beta that came out below 0 taken for 0.</param>
/// <param name="Interval">Of the law's mean, in what the law is linear in (<see cref="ScalingLaw.Size"/>), as far as parameters of 0 or above allow; null without degrees of freedom.</param>
/// <param name="IsExtrapolated">More devices than any that was measured.</param>
internal sealed record Prediction(int Devices, double Speedup, Interval? Interval, bool IsExtrapolated)
{
    public static IReadOnlyList<int> DeviceCounts { get; } = [8, 16, 32];
}
