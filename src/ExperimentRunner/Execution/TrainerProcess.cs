using System.ComponentModel;
using CliWrap;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Runs one trainer as a child process and watches its events.</summary>
/// <param name="gracePeriod">How long a trainer that was asked to stop may take to write its result before it is killed.</param>
internal sealed class TrainerProcess(TrainerCommand trainer, TimeSpan gracePeriod, TimeProvider time)
{
    public static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan EventInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Trains the run that the folder describes and leaves a <c>result.json</c> there, however the process ends.</summary>
    /// <exception cref="UserFaultException">The trainer can't be started.</exception>
    /// <param name="timeout">Longest time that the run may take; null is no limit.</param>
    /// <param name="onEvent">Called with each event, in order, from one thread at a time.</param>
    public async Task<RunResult> RunAsync(RunPaths run, TimeSpan? timeout, Action<RunEvent> onEvent, StopRequest stop)
    {
        DateTimeOffset started = time.GetUtcNow();
        using var ask = CancellationTokenSource.CreateLinkedTokenSource(stop.Ask);
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(stop.Kill);
        using var timeUp = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        using CancellationTokenRegistration askWhenTimeIsUp = timeUp.Token.Register(ask.Cancel);
        using CancellationTokenRegistration killAfterGrace = ask.Token.Register(() => kill.CancelAfter(gracePeriod));
        var events = new EventFollower(run.Events, onEvent);
        int? exitCode = await RunAndFollowAsync(run, events, ask.Token, kill.Token);
        bool hasTimedOut = timeUp.IsCancellationRequested && !stop.Ask.IsCancellationRequested;
        return new TrainerEnd(exitCode, hasTimedOut, timeout, started, time.GetUtcNow(), events.Fault).Settle(run);
    }

    private async Task<int?> RunAndFollowAsync(RunPaths run, EventFollower events, CancellationToken ask, CancellationToken kill)
    {
        await using ITimer timer = time.CreateTimer(_ => events.Poll(), state: null, EventInterval, EventInterval);
        try
        {
            CommandResult result = await Cli.Wrap(trainer.FileName)
                .WithArguments([.. trainer.Arguments, run.Folder, "--parent", $"{Environment.ProcessId}", .. trainer.Options])
                .WithStandardOutputPipe(PipeTarget.ToFile(run.StandardOutput))
                .WithStandardErrorPipe(PipeTarget.ToFile(run.StandardError))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(kill, ask);
            return result.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Win32Exception exception)
        {
            throw new UserFaultException($"The trainer can't be started: {exception.Message} ({trainer.FileName})", exception);
        }
        finally
        {
            events.Poll();
        }
    }
}
