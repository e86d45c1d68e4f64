using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>Guesses what a sweep leaves on the disk, without exported models and decoded images.</summary>
internal static class DiskNeed
{
    /// <summary>Events, samples and logs of a run.</summary>
    private const long BytesOfARun = 2_000_000;

    /// <summary>Of the run at work: two checkpoints of ResNet18 with 45 MB each of weights, momentum, second moment and average.</summary>
    private const long BytesOfCheckpoints = 2 * 4 * 45_000_000;

    public static long Of(SweepPlan plan) => BytesOfCheckpoints + (plan.Runs.Count * BytesOfARun);
}
