using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Probes;

/// <summary>Measures speed and peak memory of each distinct shape of a plan: a few steps in a trainer of its own, in a folder that is gone afterwards.</summary>
internal sealed class ShapeProbe(TrainerProcess trainer, ProbeStore store)
{
    /// <summary>What it finds out is kept for later plans of this machine.</summary>
    /// <param name="progress">Told before the first probe and after each.</param>
    /// <returns>By run id.</returns>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public async Task<IReadOnlyDictionary<string, ProbedShape>> MeasureAsync(SweepPlan plan, Action<string> progress, CancellationToken cancellationToken)
    {
        IGrouping<string, PlannedRun>[] shapes = [.. plan.Runs.GroupBy(run => RunId.Of(ProbeSpec.Of(run.Spec)))];
        progress($"Probing: {shapes.Length} shapes of {plan.Runs.Count} runs, eight steps on random numbers each. This takes a while.");
        var found = new Dictionary<string, ProbedShape>();
        foreach ((int index, IGrouping<string, PlannedRun> shape) in shapes.Index())
        {
            RunSpec spec = ProbeSpec.Of(shape.First().Spec);
            ProbedShape probed = await MeasureAsync(spec, cancellationToken);
            store.Keep(spec, probed);
            progress($"[{index + 1}/{shapes.Length}] {shape.First().RunId}: {ProbeText.Of(probed)}");
            foreach (PlannedRun run in shape)
            {
                found.Add(run.RunId, probed);
            }
        }

        return found;
    }

    private async Task<ProbedShape> MeasureAsync(RunSpec spec, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("probe-");
        try
        {
            var run = new RunPaths(folder.FullName);
            WholeFile.WriteJson(run.Spec, spec, RunJson.Default.RunSpec);
            RunResult result = await trainer.RunAsync(run, RunLimits.None, _ => { }, new StopRequest(CancellationToken.None, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            return Probed(result);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProbedShape Probed(RunResult result)
    {
        RunTiming? timing = result is { Outcome: RunOutcome.Finished, Timing: { MeasuredSteps: > 0, ImagesPerSecond: > 0, EvaluationSeconds: > 0 } measured } ? measured : null;
        return new()
        {
            Memory = new ProbedMemory(result.PeakMemoryBytes, Failure(result.Outcome)),
            TrainImagesPerSecond = timing?.ImagesPerSecond,
            TestImagesPerSecond = result.Epochs.Sum(epoch => (double)epoch.TestImages) / timing?.EvaluationSeconds,
            Overhead = timing is null ? TimeSpan.Zero : RunDuration.OverheadOf(result, timing),
        };
    }

    private static string? Failure(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Finished => null,
        RunOutcome.Failed { Kind: FailureKind.OutOfMemory } => "out of memory",
        RunOutcome.Failed failed => failed.Message,
        RunOutcome.Cancelled cancelled => cancelled.Reason,
        RunOutcome.NotNeeded spared => spared.Reason,
        _ => throw new InvalidOperationException($"{outcome} is no outcome of a probe."),
    };
}
