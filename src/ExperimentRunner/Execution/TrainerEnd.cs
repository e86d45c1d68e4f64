using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>What is known when a trainer's process has ended.</summary>
/// <param name="ExitCode">Null if the process was asked to stop or killed by us.</param>
/// <param name="EventFault">What is wrong with <c>events.jsonl</c>; null if it could be read.</param>
internal sealed record TrainerEnd(int? ExitCode, bool HasTimedOut, TimeSpan? Limit, DateTimeOffset Started, DateTimeOffset Ended, string? EventFault)
{
    private const int LastLines = 20;

    /// <summary>Makes sure that the folder has a result that says how the run ended.</summary>
    public RunResult Settle(RunPaths run)
    {
        RunResult? written = ReadResult(run, out string? unreadable);
        RunOutcome outcome = Outcome(run, written, unreadable);
        RunResult result = (written ?? Empty(run)) with { Outcome = outcome };
        WholeFile.WriteJson(run.Result, result, RunJson.Default.RunResult);
        return result;
    }

    private RunOutcome Outcome(RunPaths run, RunResult? written, string? unreadable)
    {
        if (HasTimedOut && written?.Outcome is not RunOutcome.Finished)
        {
            return Failure(run, FailureKind.Timeout, $"The run took longer than limits.run_timeout ({Limit}) and was ended.");
        }

        return written?.Outcome switch
        {
            RunOutcome.Finished when EventFault is not null => Failure(run, FailureKind.Crash, $"The trainer left an events.jsonl that can't be read: {EventFault}"),
            RunOutcome.Failed failed => failed with { LastLines = Tail(run.StandardError) },
            { } outcome => outcome,
            null when ExitCode is null => new RunOutcome.Cancelled("The trainer was killed before it wrote its result."),
            null => Failure(run, unreadable is null && ExitCode != 0 ? TrainerExitCode.ToFailure(ExitCode.Value) : FailureKind.Crash, WhatIsMissing(unreadable)),
        };
    }

    private string WhatIsMissing(string? unreadable) => unreadable ?? ExitCode switch
    {
        TrainerExitCode.Killed => "The trainer was killed (SIGKILL); most often that is the kernel, out of memory.",
        > 128 => $"The trainer was ended by signal {ExitCode - 128}.",
        _ => $"The trainer ended with exit code {ExitCode} and left no result.json.",
    };

    private RunOutcome.Failed Failure(RunPaths run, FailureKind kind, string message) => new(kind, ExitCode ?? -1, message, Tail(run.StandardError));

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

    private static string[] Tail(string path) => File.Exists(path) ? [.. File.ReadLines(path).TakeLast(LastLines)] : [];
}
