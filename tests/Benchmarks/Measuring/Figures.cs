using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>A measurement on one line, for those who watch.</summary>
internal static class Figures
{
    public static string Of(Measurement measurement) => string.Join(", ", Parts(measurement).OfType<string>());

    private static string?[] Parts(Measurement measurement) =>
    [
        Text(measurement.ImagesPerSecond, "0.0 images/s"),
        Text(measurement.FlopsPerSecond / 1e9, "0.0 GFLOP/s"),
        Text(measurement.ExchangeAndOptimizerShare, "0.0 % exchange + optimizer"),
        Text(measurement.ReplicaWaitShare, "0.0 % waiting for a device"),
        Text(measurement.DataWaitShare, "0.0 % data wait"),
        Text(measurement.PeakMemoryBytes / 1e6, "0 MB"),
    ];

    private static string? Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture);
}
