using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What a sweep folder says of the sweep as a whole.</summary>
internal sealed record SweepFolder(SweepPaths Paths, SweepPlan Plan, MachineDescription? Machine)
{
    /// <exception cref="InvalidDataException">There is no plan, or a file is not what it should be.</exception>
    public static SweepFolder Read(SweepPaths paths) => new(
        paths,
        WholeFile.ReadJson(paths.Plan, RunJson.Default.SweepPlan) ?? throw new InvalidDataException($"{paths.Plan}: is missing, so the folder holds no sweep."),
        WholeFile.ReadJson(paths.Machine, RunJson.Default.MachineDescription));

    /// <summary>The runs that have been started, in the order of the plan.</summary>
    public IEnumerable<PlannedRun> StartedRuns => Plan.Runs.Where(run => File.Exists(Paths.Run(run.RunId).Spec) || File.Exists(Paths.Run(run.RunId).Events));
}
