using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Writes <c>journal.jsonl</c>.</summary>
internal sealed class Journal(string path, TimeProvider time) : IDisposable
{
    private const int Version = 1;

    private readonly LineLog<JournalEntry> log = new(path, ExecutionJson.Default.JournalEntry);

    public void Write(JournalState state, string? runId = null, string? detail = null) =>
        log.Append(new JournalEntry(Version, time.GetUtcNow(), state, runId, detail));

    public void RunEnded(RunResult result)
    {
        (JournalState state, string? detail) = result.Outcome switch
        {
            RunOutcome.Finished => (JournalState.RunFinished, null),
            RunOutcome.Failed failed => (JournalState.RunFailed, $"{failed.Kind}: {failed.Message}"),
            RunOutcome.Cancelled cancelled => (JournalState.RunCancelled, cancelled.Reason),
            RunOutcome.NotNeeded spared => (JournalState.RunNotNeeded, spared.Reason),
            _ => throw new InvalidOperationException($"The journal has no state for {result.Outcome}."),
        };
        Write(state, result.RunId, detail);
    }

    public void Dispose() => log.Dispose();
}
