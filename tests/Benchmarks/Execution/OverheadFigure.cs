using System.Runtime.Versioning;
using Benchmarks.Measuring;

namespace Benchmarks.Execution;

/// <summary>What the runner adds to each run, one after the other: from the end of one trainer's process to the begin of the next.</summary>
[UnsupportedOSPlatform("windows")]
internal static class OverheadFigure
{
    public static async Task<string> MeasureAsync(RunnerFolder folder, int runs, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(folder.Matrix, $"name: overhead\ndata: {{ train_images: 20000 }}\nmatrix:\n  devices: [1]\n  batch_per_device: [{string.Join(", ", Enumerable.Range(1, runs))}]\n", cancellationToken);
        await MeasuredProcess.RunAsync("dotnet", folder.SweepArguments(folder.TimedTrainer()), folder.Variables("Succeed"), memory: null, cancellationToken);

        (double Begin, double End)[] times = [.. folder.ProcessTimes().Values.OrderBy(time => time.Begin)];
        double[] gaps = [.. times.Zip(times.Skip(1), (before, after) => after.Begin - before.End).Order()];
        return FormattableString.Invariant(
            $"{runs} runs of {times.Average(time => time.End - time.Begin):0.000} s each: the runner adds {gaps.Average():0.000} s a run (median {gaps[gaps.Length / 2]:0.000}, longest {gaps[^1]:0.000}).");
    }
}
