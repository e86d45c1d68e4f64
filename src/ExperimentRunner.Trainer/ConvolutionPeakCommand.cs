using System.CommandLine;
using System.Globalization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;

namespace ExperimentRunner.Trainer;

/// <summary>What the benchmarks hold training against.</summary>
internal static class ConvolutionPeakCommand
{
    public static Command Create()
    {
        var devices = new Option<int>("--devices") { Description = "CPU workers at once.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Threads of each.", DefaultValueFactory = _ => 1 };
        var precision = new Option<Precision>("--precision") { Description = "Fp32 or Bf16.", DefaultValueFactory = _ => Precision.Fp32 };
        var command = new Command("convolution-peak", "Print the most FLOP/s that libtorch's 3x3 convolutions reach on this CPU.") { devices, threads, precision };
        command.SetAction(parsed =>
        {
            HostAllocator.KeepBigBlocks();
            var peak = new ConvolutionPeak(parsed.GetValue(devices), parsed.GetValue(threads), parsed.GetValue(precision), TimeProvider.System);
            Console.WriteLine(peak.FlopsPerSecond().ToString("E4", CultureInfo.InvariantCulture));
            return 0;
        });
        return command;
    }
}
