using CliWrap.Buffered;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>What must be right before anything of a sweep is handed to Slurm.</summary>
internal static class SlurmRequirements
{
    // Each would take a task's run, its name, its log or its turn away from us.
    private static readonly string[] OursAlone =
        ["--array", "-a", "--job-name", "-J", "--dependency", "-d", "--output", "-o", "--open-mode", "--parsable", "--wrap", "--wait", "-W", "--test-only"];

    /// <summary>A run is asked to end up to two minutes before its time is up, and must have come somewhere by then.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(3);

    /// <exception cref="UserFaultException">Something is not; the message says what to do.</exception>
    public static async Task CheckAsync(SweepPlan plan, CancellationToken cancellationToken)
    {
        foreach (PlannedRun run in plan.Runs)
        {
            _ = SlurmResources.Of(run.Spec);
        }

        if (plan.Slurm?.Options.FirstOrDefault(IsMisplaced) is { } option)
        {
            throw new UserFaultException($"slurm.options: {option} can't be given, since the runner itself says what is in it. It may hold what sbatch knows but {string.Join(", ", OursAlone)}, an option an item, such as --mem=32G.");
        }

        if (plan.Slurm?.Time is { } time && time < LeastTime)
        {
            throw new UserFaultException($"slurm.time: {time} is too short: Slurm asks a run to end up to two minutes before. Give at least {LeastTime.TotalMinutes:0}m, or leave it out for the partition's own limit.");
        }

        if (await OptionalTool.RunAsync("sbatch", ["--version"], cancellationToken) is not BufferedCommandResult { ExitCode: 0 })
        {
            throw SlurmClient.IsMissing("sbatch");
        }
    }

    private static bool IsMisplaced(string option) =>
        !option.StartsWith('-') || option.Any(char.IsControl) || OursAlone.Contains(option.Split('=', ' ')[0], StringComparer.Ordinal);
}
