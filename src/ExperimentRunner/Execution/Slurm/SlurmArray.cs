using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>Runs that are submitted as one job array, a task each.</summary>
/// <param name="Repeat">Of all its runs.</param>
internal sealed record SlurmArray(int Repeat, SlurmResources Resources, IReadOnlyList<PlannedRun> Runs)
{
    /// <summary>
    /// One array for each repeat and each kind of resources, in the order in which the plan first needs them: since the plan is shuffled within
    /// a repeat, no device count always comes first.
    /// </summary>
    /// <param name="runs">In the plan's order.</param>
    /// <param name="maxTasks">Most tasks of an array; what is more becomes another one.</param>
    public static IReadOnlyList<SlurmArray> Of(IEnumerable<PlannedRun> runs, int maxTasks) =>
    [
        .. from run in runs
           group run by (run.Repeat, Resources: SlurmResources.Of(run.Spec)) into alike
           orderby alike.Key.Repeat
           from tasks in alike.Chunk(maxTasks)
           select new SlurmArray(alike.Key.Repeat, alike.Key.Resources, tasks),
    ];
}
