using System.Globalization;
using ExperimentRunner.Planning.Estimates;

namespace ExperimentRunner.Planning;

/// <summary>How what was probed is shown.</summary>
internal static class ProbeText
{
    /// <summary>For example <c>1.25 GiB, 112 images/s</c>.</summary>
    public static string Of(ProbedShape shape) => shape.TrainImagesPerSecond is { } speed
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(shape.Memory)}, {speed:G3} images/s")
        : Of(shape.Memory);

    /// <summary>For example <c>1.25 GiB</c>, or <c>out of memory at 5.20 GiB</c>.</summary>
    public static string Of(ProbedMemory? memory) => memory switch
    {
        null => "-",
        { Failure: null, PeakBytes: { } peak } => Gibibytes(peak),
        { Failure: null } => "not told",
        { Failure: { } failure, PeakBytes: { } peak } => $"{failure} at {Gibibytes(peak)}",
        { Failure: { } failure } => failure,
    };

    private static string Gibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.00} GiB");
}
