using System.Text.Json;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Parallel;
using ExperimentRunner.Trainer.Parallel.Lifelines;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Process 0's part in a run of several processes: it alone writes, and sees to it that all of them end.</summary>
internal sealed class ProcessJob : IDisposable
{
    /// <summary>How long process 0 waits for another's word when its own failure may only follow from that one's.</summary>
    private static readonly TimeSpan WordDelay = TimeSpan.FromSeconds(2);

    private readonly LifelineServer lifelines;
    private readonly CancellationToken overdue;
    private bool isLeft;

    /// <param name="overdue">Asked to stop a while ago: there is no more time to wait for the others.</param>
    public ProcessJob(ICollective processes, TimeProvider time, CancellationToken overdue)
    {
        Processes = processes;
        this.overdue = overdue;
        lifelines = new LifelineServer(LifelineTimes.Default, time);
        CollectiveText.Broadcast(processes, lifelines.Address.ToString());
    }

    public ICollective Processes { get; }

    /// <summary>Hands the spec to all processes, so that they need not see the run folder.</summary>
    public RunSpec Share(RunSpec spec)
    {
        CollectiveText.Broadcast(Processes, JsonSerializer.Serialize(spec, RunJson.Default.RunSpec));
        return spec;
    }

    /// <summary>Trains, but does not wait for what can't end: another process failed, or time is up.</summary>
    public RunOutcome Guard(Func<RunOutcome> train)
    {
        Task<RunOutcome> training = Task.Factory.StartNew(train, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var late = new TaskCompletionSource();
        using CancellationTokenRegistration registration = overdue.Register(late.SetResult);
        Task.WaitAny([training, lifelines.Failure, late.Task], CancellationToken.None);
        if (training.IsCompleted)
        {
            return MayFollowFromAnother(training.Result) && lifelines.Failure.Wait(WordDelay, CancellationToken.None) ? Failed(lifelines.Failure.Result) : training.Result;
        }

        isLeft = true;
        return lifelines.Failure.IsCompleted
            ? Failed(lifelines.Failure.Result)
            : new RunOutcome.Cancelled("The trainer was asked to stop, and ended before its processes had finished a step.");
    }

    /// <summary>Ends all processes as the run has ended.</summary>
    public void End(RunOutcome outcome, int exitCode)
    {
        if (outcome is RunOutcome.Failed || isLeft)
        {
            Abandon(exitCode);
        }
    }

    /// <summary>Ends all processes at once where there is nothing to train, since the others wait for this one.</summary>
    public void Abandon(int exitCode)
    {
        lifelines.TellDone();
        Processes.Abort(exitCode);
    }

    public void Dispose()
    {
        Processes.Barrier();
        lifelines.Dispose();
        Processes.Dispose();
    }

    private static bool MayFollowFromAnother(RunOutcome outcome) => outcome is RunOutcome.Failed { Kind: FailureKind.Crash };

    private static RunOutcome.Failed Failed(PeerFailure failure)
    {
        if (failure.ExitCode == TrainerExitCode.Killed)
        {
            // A crash, until whoever started the trainer knows from the kernel that it was for lack of memory.
            return new RunOutcome.Failed(FailureKind.Crash, TrainerExitCode.Killed, failure.ToString(), []);
        }

        FailureKind kind = failure.ExitCode is { } exitCode ? TrainerExitCode.ToFailure(exitCode) : FailureKind.Crash;
        return new RunOutcome.Failed(kind, TrainerExitCode.Of(kind), failure.ToString(), []);
    }
}
