using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Commands;

/// <summary>What may follow what in the journal of a sweep.</summary>
internal static class JournalRules
{
    /// <summary>Before a run's first line it is planned.</summary>
    private static readonly Dictionary<JournalState, JournalState[]> After = new()
    {
        // A runner that is killed before the trainer starts leaves nothing that could have been interrupted.
        [JournalState.RunLeased] = [JournalState.RunStarted, JournalState.RunLeased],
        [JournalState.RunStarted] = [JournalState.RunRetried, JournalState.RunFinished, JournalState.RunFailed, JournalState.RunCancelled, JournalState.RunInterrupted],
        [JournalState.RunRetried] = [JournalState.RunStarted, JournalState.RunCancelled, JournalState.RunInterrupted],
        [JournalState.RunInterrupted] = [JournalState.RunLeased],
        [JournalState.RunCancelled] = [JournalState.RunLeased],
        [JournalState.RunFailed] = [JournalState.RunLeased],
        [JournalState.RunFinished] = [],
        [JournalState.RunNotNeeded] = [],
    };

    private static readonly JournalState[] First = [JournalState.RunLeased, JournalState.RunNotNeeded];

    /// <summary>Every transition is allowed, sessions stand one behind the other, and every run of the plan has finished.</summary>
    public static void AssertHolds(SweepPaths sweep, SweepPlan plan)
    {
        IReadOnlyList<JournalEntry> entries = LineLogReader.Read(sweep.Journal, ExecutionJson.Default.JournalEntry).Values;
        Assert.Equal('\n', (char)File.ReadAllBytes(sweep.Journal)[^1]);
        Assert.Contains(entries[0].State, new[] { JournalState.SweepStarted, JournalState.SweepResumed });
        Assert.Equal(JournalState.SweepEnded, entries[^1].State);
        Assert.Equal(plan.Runs.Select(run => run.RunId).Order(StringComparer.Ordinal), entries.Select(entry => entry.RunId).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        foreach (IGrouping<string?, JournalEntry> run in entries.Where(entry => entry.RunId is not null).GroupBy(entry => entry.RunId))
        {
            JournalState[] states = [.. run.Select(entry => entry.State)];
            Assert.Contains(states[0], First);
            foreach ((JournalState from, JournalState to) in states.Zip(states.Skip(1)))
            {
                Assert.True(After[from].Contains(to), $"{run.Key}: {to} may not follow {from}.");
            }

            Assert.Equal(JournalState.RunFinished, states[^1]);
        }
    }
}
