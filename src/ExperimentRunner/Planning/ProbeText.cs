using System.Globalization;

namespace ExperimentRunner.Planning;

/// <summary>How probed memory is shown.</summary>
internal static class ProbeText
{
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
