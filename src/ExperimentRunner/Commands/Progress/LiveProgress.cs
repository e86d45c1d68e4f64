using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands.Progress;

/// <summary>A bar for the sweep and one for each lane, below a line for each run that has ended.</summary>
internal sealed class LiveProgress : ISweepProgress
{
    /// <summary>What a terminal can hold; further runs are counted, not shown.</summary>
    private const int MostLanes = 32;

    private readonly IAnsiConsole console;
    private readonly ProgressContext context;
    private readonly SweepPlan plan;
    private readonly SweepEta eta;
    private readonly ProgressTask sweepBar;
    private readonly List<LaneBar> lanes = [];
    private int ended;

    public LiveProgress(IAnsiConsole console, ProgressContext context, SweepPlan plan, SweepEta eta)
    {
        this.console = console;
        this.context = context;
        this.plan = plan;
        this.eta = eta;
        sweepBar = context.AddTask("sweep", maxValue: plan.Runs.Count);
    }

    public void RunSkipped(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        Show();
    }

    public void RunWaits(PlannedRun run, IReadOnlyList<LeaseHolder> holders) => console.MarkupLine($"[yellow]waiting[/] {Markup.Escape(RunLine.Waits(run, holders))}");

    public void RunPlaced(PlannedRun run, RunPlacement placement) => Begin(run, DevicesText.Of(placement));

    /// <summary>Who chose the devices may not have told them.</summary>
    public void RunStarted(PlannedRun run)
    {
        if (LaneOf(run) is null)
        {
            Begin(run, "elsewhere");
        }
    }

    public void RunAdvanced(PlannedRun run, RunEvent runEvent)
    {
        if (runEvent is RunEvent.Warning warning)
        {
            console.MarkupLineInterpolated($"[yellow]warning[/] {run.RunId}: {warning.Message}");
        }

        LaneOf(run)?.Advance(runEvent);
        Show();
    }

    public void RunEnded(PlannedRun run, RunResult result)
    {
        eta.End(run, result);
        ended++;
        string mark = result.Outcome is RunOutcome.Finished ? "[green]done[/]" : "[red]not done[/]";
        console.MarkupLine($"{mark} {Markup.Escape(RunLine.Of(run, result))}");
        LaneOf(run)?.End();
        Show();
    }

    private void Begin(PlannedRun run, string devices)
    {
        LaneBar? lane = LaneOf(null);
        if (lane is null && lanes.Count < MostLanes)
        {
            lane = new LaneBar(context.AddTask("lane", maxValue: 1));
            lanes.Add(lane);
        }

        lane?.Begin(run, devices);
        Show();
    }

    /// <param name="run">Null finds a lane that is free.</param>
    private LaneBar? LaneOf(PlannedRun? run) => lanes.Find(lane => lane.Run?.RunId == run?.RunId);

    private void Show()
    {
        (PlannedRun Run, double Done)[] atWork = [.. lanes.Where(lane => lane.Run is not null).Select(lane => (lane.Run!, lane.Done))];
        sweepBar.Value = ended + atWork.Sum(work => work.Done);
        sweepBar.Description = Markup.Escape($"{ended} of {plan.Runs.Count} runs, about {RunLine.Duration(eta.Remaining(atWork))} left");
    }
}
