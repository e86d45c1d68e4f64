using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Merging;

/// <summary>Makes one sweep of several that did parts of the same plan. The parts are left as they are.</summary>
internal sealed class SweepMerge(string root)
{
    /// <summary>The new sweep; there whole or not at all.</summary>
    /// <exception cref="UserFaultException">They are not of the same plan, or the merged sweep is there already.</exception>
    public (SweepPaths Paths, SweepPlan Plan) Merge(IReadOnlyList<ShardFolder> shards)
    {
        SweepPlan plan = PlanOf(shards);
        var target = new SweepPaths(Path.Combine(root, plan.SweepId));
        if (Directory.Exists(target.Folder))
        {
            throw new UserFaultException($"{target.Folder} is there already. Remove it to merge again, or go on with it: `report --sweep={plan.SweepId}`.");
        }

        string unfinished = Path.Combine(root, $".merging-{Guid.NewGuid():N}");
        try
        {
            Fill(new SweepPaths(unfinished), plan, shards);
            Directory.Move(unfinished, target.Folder);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }

        return (target, plan);
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

    private static void Fill(SweepPaths target, SweepPlan plan, IReadOnlyList<ShardFolder> shards)
    {
        Directory.CreateDirectory(target.Folder);
        ILookup<ShardFolder, string> taken = plan.Runs
            .Select(run => (run.RunId, From: Best(run.RunId, shards)))
            .Where(run => run.From is not null)
            .ToLookup(run => run.From!, run => run.RunId);
        foreach (IGrouping<ShardFolder, string> runs in taken)
        {
            foreach (string runId in runs)
            {
                RunFolderCopy.Copy(runs.Key.Paths.Run(runId), target.Run(runId));
            }
        }

        CopyIfThere(shards[0].Paths.Matrix, target.Matrix);
        CopyIfThere(shards[0].Paths.Machine, target.Machine);
        Directory.CreateDirectory(target.ShardJournals);
        foreach ((int index, ShardFolder shard) in shards.Index())
        {
            CopyIfThere(shard.Paths.Journal, target.JournalOfShard(index + 1));
        }

        WholeFile.WriteJson(target.Shards, [.. shards.Select(shard => Tell(shard, taken[shard].Count()))], RunJson.Default.IReadOnlyListMergedShard);
        WholeFile.WriteJson(target.Plan, plan, RunJson.Default.SweepPlan);
    }

    private static MergedShard Tell(ShardFolder shard, int runs) => new()
    {
        SweepId = shard.Plan.SweepId,
        Shard = shard.Plan.Shard,
        Runs = runs,
        Machine = WholeFile.ReadJson(shard.Paths.Machine, RunJson.Default.MachineDescription),
    };

    /// <summary>A run that several did: what finished goes before what failed, and that before what can go on; of equals the first.</summary>
    private static ShardFolder? Best(string runId, IReadOnlyList<ShardFolder> shards) => shards
        .Where(shard => Directory.Exists(shard.Paths.Run(runId).Folder))
        .Select(shard => (Shard: shard, Result: RunState.Written(shard.Paths.Run(runId))))
        .OrderBy(candidate => candidate.Result?.Outcome switch
        {
            RunOutcome.Finished => 0,
            RunOutcome.NotNeeded => 1,
            RunOutcome.Failed => 2,
            _ => 3,
        })
        .ThenBy(candidate => candidate.Result?.Started)
        .Select(candidate => candidate.Shard)
        .FirstOrDefault();

    private static void CopyIfThere(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
        }
    }
}
