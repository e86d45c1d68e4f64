using Benchmarks.Contenders;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace Benchmarks.Measuring;

/// <summary>Trains a contender in a process of its own and reads its run folder.</summary>
internal static class TrainerRun
{
    /// <summary>The trainer that was built with this program.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, (string)AppContext.GetData("ExperimentRunner.Trainer")!));

    /// <exception cref="MeasurementException">The run failed.</exception>
    public static async Task<Measurement> MeasureAsync(Contender.Trainer contender, CancellationToken cancellationToken)
    {
        var folder = new RunPaths(Directory.CreateTempSubdirectory("experiment-runner-bench-").FullName);
        try
        {
            WholeFile.WriteJson(folder.Spec, contender.Spec, RunJson.Default.RunSpec);
            MemoryWatch? memory = contender.WatchesMemory ? new MemoryWatch(processes: 1) : null;
            await MeasuredProcess.RunAsync("dotnet", [Program, "train", folder.Folder], Variables(contender.Spec), memory, cancellationToken);
            return Read(contender, folder) with { PeakMemoryBytes = memory?.PeakBytes };
        }
        finally
        {
            Directory.Delete(folder.Folder, recursive: true);
        }
    }

    /// <summary>What the runner gives a trainer.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(RunSpec spec) =>
        TrainerEnvironment.Of(spec, Environment.GetEnvironmentVariable(TrainerEnvironment.Tunables));

    private static Measurement Read(Contender.Trainer contender, RunPaths folder)
    {
        if (WholeFile.ReadJson(folder.Result, RunJson.Default.RunResult)?.Timing is not { Split: { } split } timing)
        {
            throw new MeasurementException($"{contender.Name} left no timing: it had fewer steps than warm-up takes.");
        }

        RunSpec spec = contender.Spec;
        double imagesPerSecond = spec.GlobalBatch / timing.StepSecondsMedian;
        return new Measurement
        {
            ImagesPerSecond = imagesPerSecond,
            FlopsPerSecond = imagesPerSecond * ResNetFlops.TrainingPerForward * ResNetFlops.Forward(spec.Model, spec.Data.ImageSize, spec.Data.Classes),
            ExchangeAndOptimizerShare = (split.Exchange - split.ReplicaWait + split.Optimizer) / split.Total,
            ReplicaWaitShare = split.ReplicaWait / split.Total,
            DataWaitShare = DataWaitShare(folder),
        };
    }

    /// <summary>Null for a run of one epoch.</summary>
    private static double? DataWaitShare(RunPaths folder)
    {
        IReadOnlyList<RunEvent> events = LineLogReader.Read(folder.Events, CompactRunJson.Default.RunEvent).Values;
        StepSplit[] later = [.. events.OfType<RunEvent.StepWindow>().Where(window => window.Epoch > 1).Select(window => window.Split)];
        return later.Length == 0 ? null : later.Sum(split => split.DataWait) / later.Sum(split => split.Total);
    }
}
