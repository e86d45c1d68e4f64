using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Measures the peak memory of each distinct batch shape of a plan: two steps in a trainer of its own, in a folder that is gone afterwards.</summary>
internal sealed class MemoryProbe(TrainerProcess trainer)
{
    /// <param name="progress">Told before the first probe and after each.</param>
    /// <returns>By run id.</returns>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public async Task<IReadOnlyDictionary<string, ProbedMemory>> MeasureAsync(SweepPlan plan, Action<string> progress, CancellationToken cancellationToken)
    {
        IGrouping<string, PlannedRun>[] shapes = [.. plan.Runs.GroupBy(run => RunId.Of(ProbeSpec.Of(run.Spec)))];
        progress($"Probing memory: {shapes.Length} batch shapes of {plan.Runs.Count} runs, two steps on random numbers each. This takes a while.");
        var found = new Dictionary<string, ProbedMemory>();
        foreach ((int index, IGrouping<string, PlannedRun> shape) in shapes.Index())
        {
            RunSpec spec = ProbeSpec.Of(shape.First().Spec);
            ProbedMemory memory = await MeasureAsync(spec, cancellationToken);
            progress($"[{index + 1}/{shapes.Length}] {shape.First().RunId}: {ProbeText.Of(memory)}");
            foreach (PlannedRun run in shape)
            {
                found.Add(run.RunId, memory);
            }
        }

        return found;
    }

    private async Task<ProbedMemory> MeasureAsync(RunSpec spec, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("memory-probe-");
        try
        {
            var run = new RunPaths(folder.FullName);
            WholeFile.WriteJson(run.Spec, spec, RunJson.Default.RunSpec);
            RunResult result = await trainer.RunAsync(run, timeout: null, _ => { }, new StopRequest(CancellationToken.None, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            return new ProbedMemory(result.PeakMemoryBytes, Failure(result.Outcome));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
