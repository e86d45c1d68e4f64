using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands.Progress;

/// <summary>A line a run, for logs and pipes.</summary>
internal sealed class PlainProgress(IAnsiConsole console, SweepPlan plan, SweepEta eta) : ISweepProgress
{
    private int ended;

    public void RunSkipped(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        Write($"kept: {RunLine.Of(run, result)}");
    }

    public void RunWaits(PlannedRun run, IReadOnlyList<LeaseHolder> holders) => Write($"waiting: {RunLine.Waits(run, holders)}");

    /// <summary>Told only of runs side by side: one that has the machine to itself ends before the next line anyway.</summary>
    public void RunPlaced(PlannedRun run, RunPlacement placement)
    {
        if (placement.IsPacked)
        {
            Write($"{run.RunId} starts on {DevicesText.Of(placement)}");
        }
    }

    public void RunStarted(PlannedRun run)
    {
    }

    public void RunAdvanced(PlannedRun run, RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.Warning warning:
                Write($"{run.RunId}: warning: {warning.Message}");
                break;
            case RunEvent.Resumed resumed:
                Write($"{run.RunId}: goes on in epoch {resumed.Epoch} after {resumed.Step} steps");
                break;
            default:
                break;
        }
    }

    public void RunEnded(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        string left = ended < plan.Runs.Count ? $"; about {RunLine.Duration(eta.Remaining([]))} left" : "";
        Write($"{RunLine.Of(run, result)}{left}");
    }

    private void Write(string text) => console.WriteLine($"[{ended}/{plan.Runs.Count}] {text}");
}
