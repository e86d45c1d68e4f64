using System.Globalization;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands.Progress;

/// <summary>One line about a run that has ended.</summary>
internal static class RunLine
{
    public static string Of(PlannedRun run, RunResult result) => result.Outcome switch
    {
        RunOutcome.Finished => $"{run.RunId} finished in {Duration(RunDuration.Of(result))}{Figures(result)}",
        RunOutcome.Failed failed => $"{run.RunId} FAILED ({failed.Kind}): {failed.Message}",
        RunOutcome.Cancelled cancelled => $"{run.RunId} cancelled: {cancelled.Reason}",
        RunOutcome.NotNeeded spared => $"{run.RunId} not needed: {spared.Reason}",
        _ => throw new InvalidOperationException($"There is no line for {result.Outcome}."),
    };

    public static string Waits(PlannedRun run, IReadOnlyList<LeaseHolder> holders) =>
        $"{run.RunId} for {holders[0]}{(holders.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {holders.Count - 1} more"))}";

    /// <summary>For example <c>45 s</c>, <c>3 min 20 s</c> or <c>2 h 5 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    private static string Figures(RunResult result)
    {
        string speed = result is { Timing: { } timing, Placement: not { IsPacked: true } } ? string.Create(CultureInfo.InvariantCulture, $", {timing.ImagesPerSecond:0.0} images/s") : "";
        string accuracy = result.FinalAccuracy is { } final ? string.Create(CultureInfo.InvariantCulture, $", accuracy {final * 100:0.0} %") : "";
        return speed + accuracy;
    }
}
