using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting;

/// <summary>Everything that a report is made of. Folders that the plan does not name are left alone.</summary>
/// <param name="Plan">What was to be done.</param>
/// <param name="Machine">Where; null if nothing was started yet.</param>
/// <param name="Runs">One record for each planned run that was needed, but those of other shards.</param>
internal sealed record SweepFolder(SweepPlan Plan, MachineDescription? Machine, IReadOnlyList<RunRecord> Runs)
{
    /// <summary>What a merged sweep was made of; empty for others.</summary>
    public IReadOnlyList<MergedShard> Shards { get; init; } = [];

    /// <exception cref="InvalidDataException">plan.json, machine.json or shards.json is broken, or there is no plan.json.</exception>
    public static SweepFolder Read(SweepPaths paths)
    {
        SweepPlan plan = WholeFile.ReadJson(paths.Plan, RunJson.Default.SweepPlan)
            ?? throw new InvalidDataException($"{paths.Plan} is not there, so {paths.Folder} is not the folder of a sweep.");
        return new SweepFolder(
            plan,
            WholeFile.ReadJson(paths.Machine, RunJson.Default.MachineDescription),
            [.. plan.Own().Runs.Select(run => RunFolder.Read(paths.Run(run.RunId), run)).Where(run => run.State is not RunState.NotNeeded)])
        {
            Shards = WholeFile.ReadJson(paths.Shards, RunJson.Default.IReadOnlyListMergedShard) ?? [],
        };
    }
}
