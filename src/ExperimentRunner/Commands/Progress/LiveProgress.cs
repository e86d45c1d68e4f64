using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands.Progress;

/// <summary>Two bars, one for the sweep and one for the run at work, below a line for each run that has ended.</summary>
internal sealed class LiveProgress : ISweepProgress
{
    private readonly IAnsiConsole console;
    private readonly SweepPlan plan;
    private readonly SweepEta eta;
    private readonly ProgressTask sweepBar;
    private readonly ProgressTask runBar;
    private int ended;
    private int totalSteps = 1;

    public LiveProgress(IAnsiConsole console, ProgressContext context, SweepPlan plan, SweepEta eta)
    {
        this.console = console;
        this.plan = plan;
        this.eta = eta;
        sweepBar = context.AddTask("sweep", maxValue: plan.Runs.Count);
        runBar = context.AddTask("run", maxValue: 1);
    }

    public void RunSkipped(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        Show(shareDone: 0, running: null);
    }

    public void RunStarted(PlannedRun run)
    {
        runBar.Description = Markup.Escape($"{run.RunId}  starting");
        Show(shareDone: 0, run);
    }

    public void RunAdvanced(PlannedRun run, RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.Started started:
                totalSteps = TotalSteps(run, started.Used);
                break;
            case RunEvent.Resumed resumed:
                totalSteps = TotalSteps(run, resumed.Used);
                Show(Math.Min(1, (double)resumed.Step / totalSteps), run);
                break;
            case RunEvent.StepWindow window:
                runBar.Description = Markup.Escape($"{run.RunId}  epoch {window.Epoch}/{run.Spec.Train.Epochs}  {window.ImagesPerSecond:0} images/s  loss {window.Loss:0.000}");
                Show(Math.Min(1, (double)window.Step / totalSteps), run);
                break;
            case RunEvent.Warning warning:
                console.MarkupLineInterpolated($"[yellow]warning[/] {run.RunId}: {warning.Message}");
                break;
            case RunEvent.EpochEnded or RunEvent.TargetReached or RunEvent.OutOfMemory or RunEvent.Ended:
                break;
            default:
                throw new InvalidOperationException($"{runEvent.GetType().Name} is not shown.");
        }
    }

    public void RunEnded(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        string mark = result.Outcome is RunOutcome.Finished ? "[green]done[/]" : "[red]not done[/]";
        console.MarkupLine($"{mark} {Markup.Escape(RunLine.Of(run, result))}");
        Show(shareDone: 0, running: null);
    }

    private static int TotalSteps(PlannedRun run, UsedSettings used) => Math.Max(1, used.StepsPerEpoch * run.Spec.Train.Epochs);

    private void Show(double shareDone, PlannedRun? running)
    {
        runBar.Value = shareDone;
        sweepBar.Value = ended + shareDone;
        sweepBar.Description = Markup.Escape($"{ended} of {plan.Runs.Count} runs, about {RunLine.Duration(eta.Remaining(running, shareDone))} left");
    }
}
