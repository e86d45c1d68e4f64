using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>Tells machines apart that differ in more than their name.</summary>
internal static class MachineKind
{
    /// <summary>All are known, with the same processor, cores, GPUs and driver.</summary>
    public static bool AreAlike(IReadOnlyList<MergedShard> shards) =>
        shards.All(shard => shard.Machine is not null)
        && shards.Select(shard => (shard.Machine!.Processor, shard.Machine.Cores, string.Join('\n', shard.Machine.Gpus), shard.Machine.Driver)).Distinct().Count() <= 1;
}
