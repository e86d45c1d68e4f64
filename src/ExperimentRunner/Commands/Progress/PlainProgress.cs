using ExperimentRunner.Execution;
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

    public void RunStarted(PlannedRun run)
    {
    }

    public void RunAdvanced(PlannedRun run, RunEvent runEvent)
    {
        if (runEvent is RunEvent.Warning warning)
        {
            Write($"{run.RunId}: warning: {warning.Message}");
        }
    }

    public void RunEnded(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        string left = ended < plan.Runs.Count ? $"; about {RunLine.Duration(eta.Remaining())} left" : "";
        Write($"{RunLine.Of(run, result)}{left}");
    }

    private void Write(string text) => console.WriteLine($"[{ended}/{plan.Runs.Count}] {text}");
}
