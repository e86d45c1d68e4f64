using System.Globalization;
using Benchmarks.Contenders;

namespace Benchmarks.Measuring;

/// <summary>Asks the trainer, in a process of its own, how fast one thread prepares images.</summary>
internal static class LoaderRun
{
    /// <exception cref="MeasurementException">The process failed.</exception>
    public static async Task<Measurement> MeasureAsync(Contender.Loader contender, CancellationToken cancellationToken)
    {
        string output = await MeasuredProcess.RunAsync(
            "dotnet",
            [TrainerRun.Program, "loader-rate", "--pixels", $"{contender.Data.ImageSize}", "--augment", $"{contender.Data.Augment}"],
            MeasuredProcess.AsItIs,
            memory: null,
            cancellationToken);
        return new Measurement { ImagesPerSecond = double.Parse(output, CultureInfo.InvariantCulture) };
    }
}
