using System.Text.Json;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Merging;

/// <summary>What a merged sweep consists of.</summary>
/// <param name="Plan">Of the whole.</param>
/// <param name="Shards">Its parts.</param>
/// <param name="Taken">The runs that are taken from each part.</param>
internal sealed record MergeContent(SweepPlan Plan, IReadOnlyList<ShardFolder> Shards, ILookup<ShardFolder, string> Taken)
{
    private IReadOnlyList<MergedShard> Told => [.. Shards.Select(shard => Tell(shard, Taken[shard].Count()))];

    public static MergeContent Of(SweepPlan plan, IReadOnlyList<ShardFolder> shards) => new(plan, shards, plan.Runs
        .Select(run => (run.RunId, From: Best(run.RunId, shards)))
        .Where(run => run.From is not null)
        .ToLookup(run => run.From!, run => run.RunId));

    /// <summary>Whether a sweep was made of the same.</summary>
    public bool IsIn(SweepPaths sweep) =>
        WholeFile.ReadJson(sweep.Shards, RunJson.Default.IReadOnlyListMergedShard) is { } shards && Text(shards) == Text(Told);

    /// <summary>The plan comes last: a folder without one is no sweep.</summary>
    public void WriteTo(SweepPaths target)
    {
        Directory.CreateDirectory(target.Folder);
        foreach (IGrouping<ShardFolder, string> runs in Taken)
        {
            foreach (string runId in runs)
            {
                RunFolderCopy.Copy(runs.Key.Paths.Run(runId), target.Run(runId));
            }
        }

        CopyIfThere(Shards[0].Paths.Matrix, target.Matrix);
        CopyIfThere(Shards[0].Paths.Machine, target.Machine);
        Directory.CreateDirectory(target.ShardJournals);
        foreach ((int index, ShardFolder shard) in Shards.Index())
        {
            CopyIfThere(shard.Paths.Journal, target.JournalOfShard(index + 1));
        }

        WholeFile.WriteJson(target.Shards, Told, RunJson.Default.IReadOnlyListMergedShard);
        WholeFile.WriteJson(target.Plan, Plan, RunJson.Default.SweepPlan);
    }

    private static string Text(IReadOnlyList<MergedShard> shards) => JsonSerializer.Serialize(shards, RunJson.Default.IReadOnlyListMergedShard);

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
