using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting;

/// <summary>Reads what became of one planned run. A broken folder is a finding, not an error: the rest of the sweep is still worth a report.</summary>
internal static class RunFolder
{
    public static RunRecord Read(RunPaths paths, PlannedRun planned)
    {
        try
        {
            RunSpec spec = WholeFile.ReadJson(paths.Spec, RunJson.Default.RunSpec) ?? planned.Spec;
            // One object for both, where a sweep has thousands of runs.
            return new RunRecord(planned, spec == planned.Spec ? planned.Spec : spec, StateOf(paths, planned));
        }
        catch (InvalidDataException exception)
        {
            // Without the folder's path, so that a copied sweep has the same report.
            string message = exception.Message.Replace(paths.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
            return new RunRecord(planned, planned.Spec, new RunState.Unreadable(message));
        }
    }

    private static RunState StateOf(RunPaths paths, PlannedRun planned)
    {
        RunResult? result = WholeFile.ReadJson(paths.Result, RunJson.Default.RunResult);
        if (result is not null && result.RunId != planned.RunId)
        {
            return new RunState.Unreadable($"result.json is that of run {result.RunId}.");
        }

        return result?.Outcome switch
        {
            RunOutcome.Finished => new RunState.Finished(PackedRun.WithoutTimes(result)),
            RunOutcome.Failed failed => new RunState.Failed(result, failed),
            RunOutcome.Cancelled cancelled => new RunState.Cancelled(result, cancelled.Reason),
            RunOutcome.NotNeeded => new RunState.NotNeeded(),
            null when File.Exists(paths.Events) || File.Exists(paths.Lock) => new RunState.Interrupted(StepsToldOf(paths)),
            null => new RunState.NotStarted(),
            _ => throw new InvalidOperationException($"{result.Outcome.GetType().Name} is no outcome of a run."),
        };
    }

    private static int StepsToldOf(RunPaths paths) =>
        LineLogReader.Read(paths.Events, CompactRunJson.Default.RunEvent).Values
            .Select(happened => happened switch
            {
                RunEvent.StepWindow window => window.Step,
                RunEvent.EpochEnded epoch => epoch.Result.Step,
                RunEvent.Resumed resumed => resumed.Step,
                RunEvent.Started or RunEvent.Warning or RunEvent.TargetReached or RunEvent.OutOfMemory or RunEvent.Ended => 0,
                _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a run."),
            })
            .DefaultIfEmpty()
            .Max();
}
