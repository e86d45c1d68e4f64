using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Budgets;

/// <summary>
/// Devices x time that a sweep has really used, by its journal: every attempt at every run counts, also those whose folders were emptied since, and
/// those of runs that a changed matrix dropped. A run that a killed runner left without an end counts up to the last word of its trainer or of the runner.
/// </summary>
internal sealed class DeviceTimeMeter
{
    private readonly SweepPaths sweep;
    private readonly TimeProvider time;
    private readonly Dictionary<string, int> devices;
    private readonly Dictionary<string, DateTimeOffset> open = [];
    private long journalBytes;
    private TimeSpan closed;

    private DeviceTimeMeter(SweepPaths sweep, IEnumerable<SweepPlan> plans, TimeProvider time)
    {
        this.sweep = sweep;
        this.time = time;
        devices = plans.SelectMany(plan => plan.AllRuns).DistinctBy(run => run.RunId).ToDictionary(run => run.RunId, run => run.Spec.Devices);
    }

    /// <summary>To be called before a session starts a run, by the holder of the sweep's lock.</summary>
    /// <param name="plans">Of the sweep; where it is being replaced, the new and the old one, which knows the runs that are dropped.</param>
    /// <exception cref="InvalidDataException">The journal or spent.json is broken.</exception>
    public static DeviceTimeMeter Open(SweepPaths sweep, IReadOnlyList<SweepPlan> plans, TimeProvider time)
    {
        var meter = new DeviceTimeMeter(sweep, plans, time);
        if (WholeFile.ReadJson(sweep.Spent, BudgetJson.Default.SpentTime) is { Version: SpentTime.CurrentVersion } spent)
        {
            (meter.journalBytes, meter.closed) = (spent.JournalBytes, TimeSpan.FromSeconds(spent.DeviceSeconds));
        }

        meter.ReadOn();
        if (meter.open.Count > 0)
        {
            meter.CloseInterrupted();
            WholeFile.WriteJson(sweep.Spent, new SpentTime(SpentTime.CurrentVersion, meter.journalBytes, meter.closed.TotalSeconds), BudgetJson.Default.SpentTime);
        }

        return meter;
    }

    /// <summary>So far, the runs at work included.</summary>
    public TimeSpan Spent()
    {
        ReadOn();
        return closed + open.Aggregate(TimeSpan.Zero, (sum, run) => sum + Of(run.Key, run.Value, time.GetUtcNow()));
    }

    private void ReadOn()
    {
        (IReadOnlyList<JournalEntry> entries, journalBytes) = LineLogReader.Read(sweep.Journal, ExecutionJson.Default.JournalEntry, journalBytes);
        foreach (JournalEntry entry in entries)
        {
            if (entry is { State: JournalState.RunStarted, RunId: { } started })
            {
                open.TryAdd(started, entry.Time);
            }
            else if (IsEnd(entry.State) && open.Remove(entry.RunId!, out DateTimeOffset begun))
            {
                closed += Of(entry.RunId!, begun, entry.Time);
            }
        }
    }

    private static bool IsEnd(JournalState state) => state is JournalState.RunFinished or JournalState.RunFailed or JournalState.RunCancelled;

    private void CloseInterrupted()
    {
        foreach ((string run, DateTimeOffset begun) in open)
        {
            closed += Of(run, begun, LastWrite(sweep.Run(run)) ?? begun);
        }

        open.Clear();
    }

    private TimeSpan Of(string run, DateTimeOffset begun, DateTimeOffset ended) => (ended > begun ? ended - begun : TimeSpan.Zero) * devices.GetValueOrDefault(run, 1);

    /// <summary>Of what only a trainer at work, or its runner, writes; a report or a tracking server may be told much later.</summary>
    private static DateTimeOffset? LastWrite(RunPaths run) =>
        ((string[])[run.Events, run.SystemSamples, run.Result, run.StandardOutput, run.StandardError, run.Holder])
            .Where(File.Exists)
            .Select(file => (DateTimeOffset?)File.GetLastWriteTimeUtc(file))
            .Max();
}
