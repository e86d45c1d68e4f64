using System.Globalization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>
/// The options of sbatch for an array. On its command line, where they count more than SBATCH_ variables of the user; the user's own options come
/// last and count more than ours.
/// </summary>
internal static class SbatchArguments
{
    /// <summary>How long before the end of its time a run is asked to write a checkpoint. Slurm may ask up to a minute earlier (sbatch(1), --signal).</summary>
    private const int SecondsToEnd = 60;

    /// <param name="after">Job ids of arrays that must have ended before, well or not.</param>
    public static IReadOnlyList<string> Of(SweepPaths sweep, SweepPlan plan, SlurmArray array, SlurmSubmission submission, IReadOnlyList<string> after) =>
    [
        "--parsable",
        $"--job-name={submission.JobName}",
        Text($"--array=0-{array.Runs.Count - 1}"),
        $"--output={Log(sweep, submission.Number)}",

        // What was written before a requeue stays.
        "--open-mode=append",
        "--requeue",
        Text($"--signal=B:USR1@{SecondsToEnd}"),
        .. after.Count > 0 ? [$"--dependency=afterany:{string.Join(':', after)}"] : Array.Empty<string>(),
        .. array.Resources.Options,
        .. plan.Timing == TimingMode.Exclusive ? ["--exclusive"] : Array.Empty<string>(),
        .. plan.Slurm is { } slurm ? OfUser(slurm) : [],
        sweep.Slurm.Script(submission.Number),
    ];

    private static IEnumerable<string> OfUser(SlurmOptions slurm) =>
    [
        .. slurm.Partition is { } partition ? [$"--partition={partition}"] : Array.Empty<string>(),
        .. slurm.Account is { } account ? [$"--account={account}"] : Array.Empty<string>(),
        .. slurm.Time is { } time ? [Text($"--time={time.Days}-{time.Hours}:{time.Minutes}:{time.Seconds}")] : Array.Empty<string>(),
        .. slurm.Options,
    ];

    /// <summary>Slurm puts the task's number for <c>%a</c> and a percent sign for <c>%%</c>.</summary>
    private static string Log(SweepPaths sweep, int array) =>
        $"{sweep.Slurm.Folder.Replace("%", "%%", StringComparison.Ordinal)}/{Path.GetFileName(sweep.Slurm.Log(array, 0)).Replace("-0.", "-%a.", StringComparison.Ordinal)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
