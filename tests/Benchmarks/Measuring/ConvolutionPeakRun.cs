using System.Globalization;
using Benchmarks.Contenders;

namespace Benchmarks.Measuring;

/// <summary>Asks the trainer, in a process of its own, what libtorch's convolutions reach.</summary>
internal static class ConvolutionPeakRun
{
    /// <exception cref="MeasurementException">The process failed.</exception>
    public static async Task<Measurement> MeasureAsync(Contender.ConvolutionPeak contender, CancellationToken cancellationToken)
    {
        string output = await MeasuredProcess.RunAsync(
            "dotnet",
            [
                TrainerRun.Program, "convolution-peak",
                "--devices", $"{contender.Devices}", "--threads", $"{contender.ThreadsPerDevice}", "--precision", $"{contender.Precision}",
            ],
            memory: null,
            cancellationToken);
        return new Measurement { FlopsPerSecond = double.Parse(output, CultureInfo.InvariantCulture) };
    }
}
