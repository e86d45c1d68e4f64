using ExperimentRunner.Commands.Progress;
using ExperimentRunner.Commands.Tracking;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Budgets;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Execution.Orphans;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary>One sweep from its request to its report.</summary>
internal sealed class SweepSession(SweepRequest request)
{
    private readonly TimeProvider time = TimeProvider.System;
    private readonly IAnsiConsole console = CommandConsole.Create();
    private readonly SamplingSettings sampling = SamplingSettings.FromEnvironment(Environment.GetEnvironmentVariable);

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        TrainerCommand trainer = TrainerCommand.Of(request.Trainer) with { Options = ["--cache", request.Artifacts.Cache, .. request.Exports ? ["--export"] : (string[])[]] };
        using SweepChoice? choice = await SweepChoice.OfAsync(request, console.WriteLine, time, cancellationToken);
        if (choice is null)
        {
            return ExitCode.UserFault;
        }

        if (request.FolderFile is { } file)
        {
            WholeFile.WriteText(file, choice.Paths.Folder);
        }

        if (request.Executor == Executor.Local)
        {
            await SlurmSession.RequireIdleAsync(choice.Paths, choice.Plan, cancellationToken);
        }

        console.WriteLine($"Sweep {choice.Plan.SweepId}: {choice.Plan.Own().Runs.Count} runs{(choice.Plan.Shard is { } shard ? $" of shard {shard}" : "")} in {choice.Paths.Folder}");
        using var signals = new StopSignals(() => console.WriteLine(
            request.Executor == Executor.Slurm ? SlurmSession.Leaving : "Stopping: the run at work writes its result and ends. Press Ctrl-C again to end it at once."));
        if (request.Executor == Executor.Slurm)
        {
            // Slurm's trainers are no orphans when their watcher is gone; each worker sees to its own run.
            Leftovers.RemoveOfRunner(choice.Paths);
        }

        if (request.Detaches)
        {
            return await DetachAsync(choice, signals.Request);
        }

        await using TrackingServerChoice? server = request.IsTracked ? await TrackingServerChoice.OpenAsync(request.TrackingUri, request.Artifacts, cancellationToken) : null;
        if (request.Executor == Executor.Local)
        {
            await Leftovers.RemoveAsync(choice.Paths, choice.Plan, time, signals.Request.Kill);
        }

        (SweepOutcome outcome, SpeedupReport report) = await RunTrackedAsync(choice, trainer, server, signals.Request);
        return Conclude(choice, outcome, report, signals.Request.Ask.IsCancellationRequested);
    }

    private async Task<int> DetachAsync(SweepChoice choice, StopRequest stop)
    {
        SweepPlan plan = choice.Plan.Own();
        var slurm = new SlurmSession(request, choice.Paths, plan, console, time);
        return slurm.ConcludeDetached(await slurm.RunAsync(new PlainProgress(console, plan, new SweepEta(plan, choice.EstimatedSeconds, share: _ => 1)), stop));
    }

    private async Task<(SweepOutcome Outcome, SpeedupReport Report)> RunTrackedAsync(SweepChoice choice, TrainerCommand trainer, TrackingServerChoice? server, StopRequest stop)
    {
        if (server is null)
        {
            return await RunRunsAsync(choice, trainer, stop);
        }

        using var client = new MlflowClient(server.Connection, time);
        await using var shipping = new LiveShipping(client, choice.Paths, time);
        (SweepOutcome outcome, SpeedupReport report) = await RunRunsAsync(choice, trainer, stop);
        string? missing = await shipping.FinishAsync(
            onWait: () => console.WriteLine($"{server.Description} does not answer; waiting for it, up to {LiveShipping.Patience.TotalSeconds:0} s. Ctrl-C ends the wait."),
            request.Executor == Executor.Slurm && stop.Ask.IsCancellationRequested && outcome.Open > 0 ? SweepWork.GoesOn : SweepWork.Rests,
            stop.Ask.IsCancellationRequested ? stop.Kill : stop.Ask);
        console.WriteLine(missing is null
            ? $"Tracked in {server.Description}: experiment {choice.Plan.Name}, run {choice.Plan.SweepId}"
            : $"warning: {server.Description} does not know all of the sweep: {missing} Send the rest with `sync --sweep={choice.Plan.SweepId}`.");
        return (outcome, report);
    }

    private async Task<(SweepOutcome Outcome, SpeedupReport Report)> RunRunsAsync(SweepChoice choice, TrainerCommand trainer, StopRequest stop)
    {
        SweepPlan plan = choice.Plan.Own();
        SweepOutcome outcome = request.Executor switch
        {
            Executor.Slurm => await SweepDisplay.ShowAsync(
                console, plan, new SweepEta(plan, choice.EstimatedSeconds, share: _ => 1), progress => new SlurmSession(request, choice.Paths, plan, console, time) { Refusal = Budget(choice, plan).Refuses }.RunAsync(progress, stop)),
            Executor.Local => await RunHereAsync(choice, plan, trainer, stop),
        };
        console.WriteLine();
        return (outcome, ReportForms.Publish(choice.Paths, console, comment: null));
    }

    private async Task<SweepOutcome> RunHereAsync(SweepChoice choice, SweepPlan plan, TrainerCommand trainer, StopRequest stop)
    {
        DeviceInventory inventory = await DeviceInventory.ReadAsync(sampling, time);
        var lanes = new Lanes(plan, inventory, HostLeases.OfThisMachine(Environment.GetEnvironmentVariable, time));
        await lanes.CheckAsync(stop.Ask);
        SweepBudget budget = Budget(choice, plan);
        var eta = new SweepEta(plan, choice.EstimatedSeconds, lanes.ShareOf);
        var process = new TrainerProcess(trainer, TrainerProcess.DefaultGracePeriod, time) { Sampling = sampling };
        return await SweepDisplay.ShowAsync(
            console,
            plan,
            eta,
            progress => new SweepRunner(choice.Paths, plan, process, lanes, progress, time) { Estimate = choice.EstimatedSeconds, Refusal = budget.Refuses }.RunAsync(request.RetryFailed, stop));
    }

    private SweepBudget Budget(SweepChoice choice, SweepPlan plan) => new(plan, choice.Estimates, DeviceTimeMeter.Open(choice.Paths, [choice.Plan], time));

    private string OnExecutor => request.Executor == Executor.Slurm ? " --executor=slurm" : "";

    private int Conclude(SweepChoice choice, SweepOutcome outcome, SpeedupReport report, bool isInterrupted)
    {
        console.WriteLine($"Report: {choice.Paths.ReportHtml}");
        if (outcome is { Open: > 0, Refusal: { } refusal })
        {
            console.WriteLine($"{refusal} Stopped with {outcome.Open} of {outcome.Planned} runs to do; go on with a higher limit: `sweep --resume{OnExecutor} --matrix={request.Matrix} --set=limits...=`.");
            return isInterrupted ? ExitCode.Interrupted : ExitCode.BudgetSpent;
        }

        if (outcome.Open > 0)
        {
            console.WriteLine($"Stopped with {outcome.Open} of {outcome.Planned} runs to do; go on with `sweep --resume{OnExecutor} --sweep={choice.Plan.SweepId}`.");
            return isInterrupted ? ExitCode.Interrupted : ExitCode.RunFailed;
        }

        if (outcome.Failed > 0)
        {
            console.WriteLine($"{outcome.Failed} of {outcome.Planned} runs failed; the report says why. Once that is mended, `sweep --resume --retry-failed{OnExecutor} --sweep={choice.Plan.SweepId}` does them again.");
            return ExitCode.RunFailed;
        }

        return report.MeetsExpectations ? ExitCode.Success : ExitCode.RunFailed;
    }
}
