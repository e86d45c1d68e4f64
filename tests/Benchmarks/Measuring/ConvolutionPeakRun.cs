using System.Globalization;
using Benchmarks.Contenders;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace Benchmarks.Measuring;

/// <summary>Asks the trainer, in a process of its own, what libtorch's convolutions reach.</summary>
internal static class ConvolutionPeakRun
{
    /// <exception cref="MeasurementException">The process failed.</exception>
    public static async Task<Measurement> MeasureAsync(Contender.ConvolutionPeak contender, CancellationToken cancellationToken)
    {
        RunSpec spec = contender.Spec;
        Precision precision = spec.Amp == Amp.Bf16 ? Precision.Bf16 : Precision.Fp32;
        string output = await MeasuredProcess.RunAsync(
            "dotnet",
            [TrainerRun.Program, "convolution-peak", "--devices", $"{spec.Devices}", "--threads", $"{spec.ThreadsPerDevice}", "--precision", $"{precision}"],
            TrainerRun.Variables(spec),
            memory: null,
            cancellationToken);
        return new Measurement { FlopsPerSecond = double.Parse(output, CultureInfo.InvariantCulture) };
    }
}
