using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Writes <c>journal.jsonl</c>; from any thread.</summary>
internal sealed class Journal(string path, TimeProvider time) : IDisposable
{
    private const int Version = 1;

    private readonly LineLog<JournalEntry> log = new(path, ExecutionJson.Default.JournalEntry);

    /// <summary>Tells the end of each run that was at work when an earlier session ended without a word.</summary>
    /// <param name="settled">The result of a run that had ended by itself; null of one that was interrupted.</param>
    public void EndInterrupted(Func<string, RunResult?> settled)
    {
        var last = new Dictionary<string, JournalState>();
        foreach (JournalEntry entry in LineLogReader.Read(path, ExecutionJson.Default.JournalEntry).Values.Where(entry => entry.RunId is not null))
        {
            last[entry.RunId!] = entry.State;
        }

        foreach ((string runId, _) in last.Where(run => run.Value is JournalState.RunStarted or JournalState.RunRetried))
        {
            if (settled(runId) is { } result)
            {
                RunEnded(result);
            }
            else
            {
                Write(JournalState.RunInterrupted, runId);
            }
        }
    }

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
