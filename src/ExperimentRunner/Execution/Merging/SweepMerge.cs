using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Merging;

/// <summary>Makes one sweep of several that did parts of the same plan. The parts are left as they are.</summary>
internal sealed class SweepMerge(string root)
{
    /// <summary>Beginning of the name of a copy that is not complete; a dot keeps it from being taken for a sweep.</summary>
    private const string Unfinished = ".merging-";

    /// <summary>The new sweep, there whole or not at all; one that was made of the same parts before is left as it is.</summary>
    /// <exception cref="UserFaultException">They are not of the same plan, a sweep of other parts is there already, or another merge is at work.</exception>
    public MergedSweep Merge(IReadOnlyList<ShardFolder> shards)
    {
        SweepPlan plan = PlanOf(shards);
        Directory.CreateDirectory(root);
        using FileStream held = FolderLock.TryTake(Path.Combine(root, ".merging.lock"))
            ?? throw new UserFaultException($"Another merge is at work in {root}. Wait for it.");
        RemoveUnfinished();
        MergeContent content = MergeContent.Of(plan, shards);
        var target = new SweepPaths(Path.Combine(root, plan.SweepId));
        if (Directory.Exists(target.Folder))
        {
            return content.IsIn(target)
                ? new MergedSweep(target, plan, IsNew: false)
                : throw new UserFaultException($"{target.Folder} is there already. Remove it to merge again, or go on with it: `report --sweep={plan.SweepId}`.");
        }

        string unfinished = Path.Combine(root, $"{Unfinished}{Guid.NewGuid():N}");
        try
        {
            content.WriteTo(new SweepPaths(unfinished));
            Directory.Move(unfinished, target.Folder);
        }
        finally
        {
            RemoveUnfinished();
        }

        return new MergedSweep(target, plan, IsNew: true);
    }

    /// <summary>To be called by the holder of the lock, so that whatever is there was left by one that was killed.</summary>
    private void RemoveUnfinished()
    {
        foreach (string left in Directory.EnumerateDirectories(root, $"{Unfinished}*"))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    private static SweepPlan PlanOf(IReadOnlyList<ShardFolder> shards)
    {
        SweepPlan first = shards[0].Plan;
        foreach (ShardFolder other in shards.Skip(1))
        {
            if (other.Plan.MatrixHash != first.MatrixHash || !other.Plan.Runs.Select(run => run.RunId).ToHashSet().SetEquals(first.Runs.Select(run => run.RunId)))
            {
                throw new UserFaultException($"{other.Paths.Folder} is not of the same plan as {shards[0].Paths.Folder} (matrix hash {other.Plan.MatrixHash} and {first.MatrixHash}). Merge sweeps of one matrix, with the same --set.");
            }
        }

        SweepPlan earliest = shards.Select(shard => shard.Plan).MinBy(plan => plan.Created)!;
        return earliest with
        {
            SweepId = $"{SweepPlanner.SweepId(earliest.Name, earliest.Created, earliest.MatrixHash)}-merged",
            Shard = null,
            Runs = [.. earliest.Runs.Select(run => run with { IsElsewhere = false })],
        };
    }
}
