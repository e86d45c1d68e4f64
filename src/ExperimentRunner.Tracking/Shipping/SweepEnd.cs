using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>How far a sweep has come.</summary>
/// <param name="Time">Of the last result or event of any run; when the sweep was planned, before the first.</param>
/// <param name="HasAll">Every planned run has a final result.</param>
/// <param name="HasFailed">Some run failed.</param>
internal sealed record SweepEnd(DateTimeOffset Time, bool HasAll, bool HasFailed)
{
    public static SweepEnd Of(SweepFolder sweep)
    {
        (PlannedRun Run, RunEnding Ending)[] runs = [.. sweep.Plan.Runs.Select(run => (run, RunEnding.Read(sweep.PathsOf(run))))];
        return new SweepEnd(
            runs.Max(run => run.Ending.Result?.Ended ?? LastEvent(sweep.PathsOf(run.Run))) ?? sweep.Plan.Created,
            runs.All(run => run.Ending.IsFinal),
            runs.Any(run => run.Ending.Result?.Outcome is RunOutcome.Failed));
    }

    /// <summary>What the sweep's run is to show.</summary>
    public string StatusAfter(SweepWork work) => (HasAll, work) switch
    {
        (true, _) => HasFailed ? MlflowStatus.Failed : MlflowStatus.Finished,
        (false, SweepWork.GoesOn) => MlflowStatus.Running,
        (false, SweepWork.Rests) => MlflowStatus.Killed,
    };

    /// <summary>Null for events that are not there or can't be read; the run itself says so in a tag.</summary>
    private static DateTimeOffset? LastEvent(RunPaths run)
    {
        try
        {
            IReadOnlyList<RunEvent> events = LineLogReader.Read(run.Events, CompactRunJson.Default.RunEvent).Values;
            return events.Count == 0 ? null : events[^1].Time;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
