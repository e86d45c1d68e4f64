using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Execution.Watching;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Execution;

/// <summary>What is known when a trainer's process has ended.</summary>
internal sealed record TrainerEnd
{
    /// <summary>Null if the process was asked to stop or killed by us.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>Why it was ended from outside; null if it was not, or a user asked for it.</summary>
    public required OverdueText? Overdue { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>What is wrong with <c>events.jsonl</c>; null if it could be read.</summary>
    public required string? EventFault { get; init; }

    /// <summary>Why the machine was not sampled to the end; null if it was.</summary>
    public required string? SamplingFault { get; init; }

    /// <summary>Who sent SIGKILL, if the exit code says that somebody did.</summary>
    public required KillCause Killed { get; init; }

    /// <summary>As last seen; null if never.</summary>
    public required long? PeakMemoryBytes { get; init; }

    /// <summary>Null if nobody chose.</summary>
    public RunPlacement? Placement { get; init; }

    /// <summary>Makes sure that the folder has a result that says how the run ended.</summary>
    public RunResult Settle(RunPaths run)
    {
        // The result in a folder that another trainer holds is not of this one.
        string? unreadable = null;
        RunResult? written = ExitCode == TrainerExitCode.Locked ? null : ReadResult(run, out unreadable);
        RunOutcome outcome = Outcome(run, written, unreadable);
        RunResult result = (written ?? Empty(run)) with { Outcome = outcome, Placement = Placement };
        if (written is null && outcome is RunOutcome.Failed { Kind: FailureKind.OutOfMemory } shortage)
        {
            result = result with { Outcome = UntoldShortage.Tell(run, shortage, PeakMemoryBytes, Ended), PeakMemoryBytes = PeakMemoryBytes };
        }

        result = WithUsage(run, result);
        WholeFile.WriteJson(run.Result, result, RunJson.Default.RunResult);
        RunRemains.Remove(run, result);
        return result;
    }

    private RunResult WithUsage(RunPaths run, RunResult result)
    {
        string? fault = SamplingFault;
        try
        {
            result = result with { Usage = SystemSummary.Read(run) };
        }
        catch (InvalidDataException exception)
        {
            fault ??= exception.Message;
        }

        return fault is null ? result : result with { Warnings = [.. result.Warnings, fault] };
    }

    private RunOutcome Outcome(RunPaths run, RunResult? written, string? unreadable)
    {
        if (Overdue is not null && written?.Outcome is not RunOutcome.Finished)
        {
            return Failure(run, Overdue.Kind, Overdue.Message);
        }

        return written?.Outcome switch
        {
            null when ExitCode == TrainerExitCode.Locked => Failure(run, FailureKind.Crash, "Another trainer works in the run's folder, or the folder can't be used; standard error says which."),
            RunOutcome.Finished when EventFault is not null => Failure(run, FailureKind.Crash, $"The trainer left an events.jsonl that can't be read: {EventFault}"),
            RunOutcome.Failed failed => Sharper(failed with { LastLines = LogTail.Of(run.StandardError) }, run),
            { } outcome => outcome,
            null when ExitCode is null => new RunOutcome.Cancelled("The trainer was killed before it wrote its result."),

            // Slurm asks all processes of a job at once, and ours may have ended before we were told to ask it.
            null when ExitCode == TrainerExitCode.Terminated => new RunOutcome.Cancelled("The trainer was asked to end (SIGTERM) before it could write its result."),
            null when unreadable is not null => Failure(run, FailureKind.Crash, unreadable),
            null => Sharper(WithoutResult(run, ExitCode.Value), run),
        };
    }

    /// <summary>What its last words, or the disk, say of a failure that the trainer took for something else.</summary>
    private RunOutcome.Failed Sharper(RunOutcome.Failed failed, RunPaths run) => failed switch
    {
        // Process 0 of several knows of another that ended without a word, which may have crashed as well.
        { Kind: FailureKind.Crash, ExitCode: TrainerExitCode.Killed } when Killed.IsCounted => failed with { Kind = FailureKind.OutOfMemory, Message = $"{failed.Message} {Killed.Message}" },

        // Of several processes the one that started them writes the result of one that was killed or aborted, and knows no more than its exit code.
        { Kind: not FailureKind.Crash, ExitCode: TrainerExitCode.Killed } => failed with { Kind = Killed.Kind, Message = $"{failed.Message} {Killed.Message}" },
        { ExitCode: > 128, Kind: FailureKind.Crash } when failed.LastLines.FirstOrDefault(MemoryShortage.IsToldBy) is { } told => failed with { Kind = FailureKind.OutOfMemory, Message = told.Trim() },
        { Kind: FailureKind.Crash or FailureKind.OutOfMemory } when failed.LastLines.FirstOrDefault(DeviceFaultWords.IsToldBy) is { } told => failed with { Kind = FailureKind.DeviceFault, Message = told.Trim() },
        { Kind: FailureKind.Crash } when DiskRoom.IsFull(run.Folder) => failed with { Kind = FailureKind.DiskFull, Message = $"The disk is full. {failed.Message}" },
        _ => failed,
    };

    private RunOutcome.Failed WithoutResult(RunPaths run, int exitCode)
    {
        string[] tail = LogTail.Of(run.StandardError);
        return exitCode switch
        {
            TrainerExitCode.Killed => Failure(run, Killed.Kind, Killed.Message),
            TrainerExitCode.Success => Failure(run, FailureKind.Crash, "The trainer ended with exit code 0 and left no result.json."),

            // The runtime and native code abort where they can't throw.
            > 128 when Array.Find(tail, MemoryShortage.IsToldBy) is { } told => Failure(run, FailureKind.OutOfMemory, told.Trim()),
            > 128 => Failure(run, FailureKind.Crash, $"The trainer was ended by signal {exitCode - 128}."),
            _ => Failure(run, TrainerExitCode.ToFailure(exitCode), $"The trainer ended with exit code {exitCode} and left no result.json."),
        };
    }

    private RunOutcome.Failed Failure(RunPaths run, FailureKind kind, string message) => new(kind, ExitCode ?? -1, message, LogTail.Of(run.StandardError));

    private RunResult Empty(RunPaths run) => new()
    {
        RunId = Path.GetFileName(run.Folder),
        Outcome = new RunOutcome.Cancelled(""),
        Started = Started,
        Ended = Ended,
    };

    private static RunResult? ReadResult(RunPaths run, out string? unreadable)
    {
        unreadable = null;
        try
        {
            return WholeFile.ReadJson(run.Result, RunJson.Default.RunResult);
        }
        catch (InvalidDataException exception)
        {
            unreadable = $"The trainer left a result.json that can't be read: {exception.Message}";
            return null;
        }
    }
}
