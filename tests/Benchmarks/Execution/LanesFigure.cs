using System.Runtime.Versioning;
using Benchmarks.Measuring;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace Benchmarks.Execution;

/// <summary>
/// How busy packed runs keep eight made-up GPUs: the time that no schedule can beat, over the time that was needed. That bound counts
/// nothing but the life of the trainers' processes: all of it, spread evenly over the GPUs, or the longest of them.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class LanesFigure
{
    private const int Gpus = 8;
    private const int Repeats = 5;

    /// <param name="runs">A multiple of 5; of 200 cells 158 have one device, 24 have two, 12 four and 6 eight.</param>
    public static async Task<string> MeasureAsync(RunnerFolder folder, int runs, CancellationToken cancellationToken)
    {
        int cells = runs / Repeats;
        (int Devices, int Cells)[] shape = [(2, cells * 24 / 200), (4, cells * 12 / 200), (8, cells * 6 / 200)];
        int single = cells - shape.Sum(wide => wide.Cells);
        IEnumerable<string> excluded = shape.SelectMany(wide => Enumerable.Range(wide.Cells + 1, single - wide.Cells).Select(batch => $"    - {{ devices: {wide.Devices}, batch_per_device: {batch} }}"));
        await File.WriteAllTextAsync(folder.Matrix, $"name: lanes\ntiming: packed\nrepeats: {Repeats}\ndata: {{ train_images: 20000 }}\nmatrix:\n  devices: [1, 2, 4, 8]\n  batch_per_device: [{string.Join(", ", Enumerable.Range(1, single))}]\n  exclude:\n{string.Join('\n', excluded)}\n", cancellationToken);
        await MeasuredProcess.RunAsync("dotnet", folder.SweepArguments(folder.TimedTrainer()), folder.Variables("Varied"), memory: null, cancellationToken);

        SweepPlan plan = WholeFile.ReadJson(new SweepPaths(folder.Sweep).Plan, RunJson.Default.SweepPlan)!;
        IReadOnlyDictionary<string, (double Begin, double End)> times = folder.ProcessTimes();
        double needed = times.Values.Max(time => time.End) - times.Values.Min(time => time.Begin);
        double bound = Math.Max(
            plan.Runs.Sum(run => run.Spec.Devices * (times[run.RunId].End - times[run.RunId].Begin)) / Gpus,
            times.Values.Max(time => time.End - time.Begin));
        return FormattableString.Invariant(
            $"{plan.Runs.Count} runs of {times.Values.Average(time => time.End - time.Begin):0.00} s on {Gpus} devices: {needed:0.0} s, lower bound {bound:0.0} s, lanes busy {bound / needed:0.0%} of it.");
    }
}
