using System.Diagnostics;
using System.Runtime.Versioning;
using Benchmarks.Measuring;

namespace Benchmarks.Execution;

/// <summary>Time of <c>plan</c>, the start of its process included: as a table and as JSON, the median of five each.</summary>
[UnsupportedOSPlatform("windows")]
internal static class PlanFigure
{
    private const int Times = 5;
    private const int Repeats = 5;

    public static async Task<string> MeasureAsync(RunnerFolder folder, int runs, CancellationToken cancellationToken)
    {
        int batches = runs / Repeats / 8;
        await File.WriteAllTextAsync(folder.Matrix, $"name: plan\nrepeats: {Repeats}\ndata: {{ train_images: 20000 }}\nmatrix:\n  devices: [1, 2, 4, 8]\n  amp: [off, on]\n  batch_per_device: [{string.Join(", ", Enumerable.Range(1, batches))}]\n", cancellationToken);
        double table = await MedianAsync([RunnerFolder.Runner, "plan", $"--matrix={folder.Matrix}"], cancellationToken);
        double json = await MedianAsync([RunnerFolder.Runner, "plan", $"--matrix={folder.Matrix}", "--format=json"], cancellationToken);
        double one = await MedianAsync([RunnerFolder.Runner, "plan", $"--matrix={folder.Matrix}", "--set=repeats=1", "--set=matrix.batch_per_device=[1]"], cancellationToken);
        return FormattableString.Invariant($"plan of {batches * 8 * Repeats} runs: {table:0.00} s as a table, {json:0.00} s as JSON; of 8 runs {one:0.00} s.");
    }

    private static async Task<double> MedianAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var seconds = new List<double>();
        for (int time = 0; time < Times; time++)
        {
            long begin = Stopwatch.GetTimestamp();
            await MeasuredProcess.RunAsync("dotnet", arguments, MeasuredProcess.AsItIs, memory: null, cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return seconds.Order().ElementAt(Times / 2);
    }
}
