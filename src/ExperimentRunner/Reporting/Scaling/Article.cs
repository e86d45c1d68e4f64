using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>What the article that this tool follows has: one training took 72 h on 1 GPU, 42 h on 2 and 36 h on 4; mixed precision made it 1.2 to 1.5 times as fast.</summary>
internal static class Article
{
    public const double AmpGainLow = 1.2;
    public const double AmpGainHigh = 1.5;

    /// <summary>From three days to under one, by devices and mixed precision together. By its own figures 4 devices and 1.5 are just 3.</summary>
    public const double BothGain = 3;

    /// <summary>The device counts that it has besides one.</summary>
    public static IReadOnlyList<int> Devices { get; } = [2, 4];

    public static double Speedup(int devices) => SpeedupArithmetic.OfTimes(TimeOn(1), TimeOn(devices));

    public static double Efficiency(int devices) => SpeedupArithmetic.Efficiency(Speedup(devices), devices, 1);

    private static TimeSpan TimeOn(int devices) => devices switch
    {
        1 => TimeSpan.FromHours(72),
        2 => TimeSpan.FromHours(42),
        4 => TimeSpan.FromHours(36),
        _ => throw new ArgumentOutOfRangeException(nameof(devices), devices, "The article has 1, 2 and 4 devices."),
    };
}
