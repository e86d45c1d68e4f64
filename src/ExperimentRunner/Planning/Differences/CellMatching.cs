using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Differences;

/// <summary>
/// Which cells of two plans are the same. A setting that each plan has only one value of, another one in each, is told as one change of what all
/// runs share and not as so many cells that are gone and so many that are new.
/// </summary>
/// <param name="New">A run of each new cell.</param>
/// <param name="Dropped">A run of each cell that is gone.</param>
/// <param name="Changed">Cells that are the same but for what all runs share, or for the factor of their learning rate.</param>
/// <param name="Same">Cells with equal specs.</param>
/// <param name="Shared">What all runs share and what became of it.</param>
/// <param name="HasSameBaseline">Both plans have the same baseline, but for what all runs share.</param>
internal sealed record CellMatching(
    IReadOnlyList<PlannedRun> New, IReadOnlyList<PlannedRun> Dropped, int Changed, int Same, IReadOnlyList<SettingChange> Shared, bool HasSameBaseline)
{
    public static CellMatching Of(SweepPlan before, SweepPlan after)
    {
        PlannedRun[] earlier = [.. before.CellRuns.DistinctBy(run => run.CellId)];
        PlannedRun[] later = [.. after.CellRuns.DistinctBy(run => run.CellId)];
        HashSet<string> both = [.. earlier.Select(run => run.CellId).Intersect(later.Select(run => run.CellId))];

        // A cell that both plans have has one value of what all share, so that nothing of it can have changed.
        SharedChange[] shared = both.Count == 0 ? [.. SettingTable.All.Select(setting => SharedChange.Find(setting, earlier, later)).OfType<SharedChange>()] : [];
        IReadOnlyList<Setting> telling = Telling(shared);
        Setting[] own = [.. telling.Where(setting => !shared.Any(change => change.Setting == setting))];
        Dictionary<string, PlannedRun> gone = earlier.Where(run => !both.Contains(run.CellId)).DistinctBy(Key).ToDictionary(Key);
        PlannedRun[] added = [.. later.Where(run => !both.Contains(run.CellId) && !gone.Remove(Key(run)))];
        return new(
            added,
            [.. gone.Values],
            later.Length - both.Count - added.Length,
            both.Count,
            [.. shared.Where(change => telling.Contains(change.Setting)).Select(change => change.Told)],
            before.BaselineCellId == after.BaselineCellId || Key(Baseline(before)) == Key(Baseline(after)));

        string Key(PlannedRun run) => string.Join('\n', own.Select(setting => setting.Get(run.Spec).Text));
    }

    /// <summary>The settings that tell cells apart: of the two that say the batch, the one from which the other follows.</summary>
    private static IReadOnlyList<Setting> Telling(IReadOnlyList<SharedChange> shared)
    {
        bool isGlobal = shared.Any(change => change.Setting == CellSettings.GlobalBatch) && !shared.Any(change => change.Setting == CellSettings.BatchPerDevice);
        Setting derived = isGlobal ? CellSettings.BatchPerDevice : CellSettings.GlobalBatch;
        return [.. SettingTable.All.Where(setting => setting != derived)];
    }

    private static PlannedRun Baseline(SweepPlan plan) => plan.Runs.First(run => run.CellId == plan.BaselineCellId);
}
