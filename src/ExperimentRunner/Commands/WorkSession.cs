using System.Globalization;
using System.Runtime.InteropServices;
using ExperimentRunner.Commands.Progress;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>One run of a sweep on a node of Slurm, from its lock to the last line of its journal.</summary>
internal sealed class WorkSession(WorkRequest request)
{
    // SIGUSR1 of signal.h: what sbatch --signal sends before the time is up.
    private const PosixSignal TimeIsNearlyUp = (PosixSignal)10;

    private readonly TimeProvider time = TimeProvider.System;

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync()
    {
        SweepPlan plan = WholeFile.ReadJson(request.Sweep.Plan, RunJson.Default.SweepPlan)
            ?? throw new UserFaultException($"There is no sweep in {request.Sweep.Folder}. A node must see that folder by the same path as the machine that submits.");
        PlannedRun planned = plan.Runs.FirstOrDefault(run => run.RunId == request.RunId)
            ?? throw new UserFaultException($"There is no run {request.RunId} in sweep {plan.SweepId}.");
        using var timeUp = new CancellationTokenSource();
        using PosixSignalRegistration registration = PosixSignalRegistration.Create(TimeIsNearlyUp, context =>
        {
            context.Cancel = true;
            Tell("Slurm: the time is nearly up.");
            timeUp.Cancel();
        });
        using var signals = new StopSignals(() => Tell("Asked to stop: the run writes what it can and ends."));
        using var ask = CancellationTokenSource.CreateLinkedTokenSource(signals.Request.Ask, timeUp.Token);
        using var journal = new Journal(request.Sweep.Slurm.Journal(request.Array, request.Task), time);
        var requeue = new SlurmTimeUp(request.Sweep.Run(planned.RunId), new SlurmClient());
        Tell($"{planned.RunId} on {Environment.MachineName}");
        RunResult result;
        try
        {
            result = await Worker(plan, planned).RunAsync(planned, journal, request.RetryFailed, new StopRequest(ask.Token, signals.Request.Kill));
        }
        catch (DiskFullException exception)
        {
            result = DiskFullResult.Of(request.Sweep.Run(planned.RunId), exception, time);
        }

        if (timeUp.IsCancellationRequested)
        {
            result = await requeue.RequeueAsync(result, SlurmTimeUp.TaskId(Environment.GetEnvironmentVariable));
        }

        Tell(RunLine.Of(planned, result));
        journal.Write(JournalState.WorkerEnded, planned.RunId);
        return ExitCodeOf(result.Outcome);
    }

    private RunWorker Worker(SweepPlan plan, PlannedRun planned)
    {
        TrainerCommand trainer = TrainerCommand.Of(request.Trainer) with
        {
            Options =
            [
                "--cache", request.Cache,
                .. request.Exports ? ["--export"] : (string[])[],
                .. SlurmResources.NeedsProcesses(planned.Spec) ? ["--srun"] : (string[])[],
            ],
        };
        var process = new TrainerProcess(trainer, TrainerProcess.DefaultGracePeriod, time) { Sampling = SamplingSettings.FromEnvironment(Environment.GetEnvironmentVariable) };
        return new RunWorker(request.Sweep, plan, new RunAttempts(process, plan.Limits, new NoProgress(), time), time);
    }

    private void Tell(string text) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u} {text}"));

    private static int ExitCodeOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Finished or RunOutcome.NotNeeded => ExitCode.Success,
        RunOutcome.Failed => ExitCode.RunFailed,
        RunOutcome.Cancelled => ExitCode.Interrupted,
        _ => throw new InvalidOperationException($"There is no exit code for {outcome}."),
    };
}
