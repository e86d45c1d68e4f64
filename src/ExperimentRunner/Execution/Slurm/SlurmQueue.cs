using System.Globalization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>Where the runs of a sweep stand in Slurm.</summary>
internal sealed class SlurmQueue(SlurmLedger ledger, SlurmClient slurm)
{
    /// <summary>Of all runs of a sweep.</summary>
    /// <exception cref="SlurmUnavailableException">The controller does not answer.</exception>
    public static Task<IReadOnlyDictionary<string, SlurmStanding>> ReadAllAsync(SweepPaths sweep, SweepPlan plan, SlurmClient slurm, CancellationToken cancellationToken) =>
        new SlurmQueue(new SlurmLedger(sweep, TimeProvider.System), slurm).ReadAsync([.. plan.Runs.Select(run => run.RunId)], cancellationToken);

    /// <param name="runIds">The runs in question.</param>
    /// <returns>By run id; runs that were never submitted are not in it.</returns>
    /// <exception cref="SlurmUnavailableException">The controller does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, SlurmStanding>> ReadAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken)
    {
        HashSet<string> wanted = [.. runIds];
        SlurmSubmission[] submissions = [.. ledger.Read().Where(submission => submission.RunIds.Any(wanted.Contains))];
        IReadOnlyList<SlurmTask> tasks = await slurm.TasksAsync([.. submissions.Select(submission => submission.JobName)], cancellationToken);
        Dictionary<(string, int), SlurmTask> known = tasks.GroupBy(task => (task.JobName, task.Index)).ToDictionary(group => group.Key, group => group.Last());
        Dictionary<string, SlurmStanding> standings = Latest(
            from submission in submissions
            from run in submission.RunIds.Index()
            where wanted.Contains(run.Item)
            select (run.Item, new SlurmStanding(WithJobId(submission, tasks), run.Index, known.GetValueOrDefault((submission.JobName, run.Index)))));
        return await AccountedAsync(standings, cancellationToken);
    }

    /// <summary>A runner that was killed between sbatch and writing down its answer left no job id, but the job has the name.</summary>
    private static SlurmSubmission WithJobId(SlurmSubmission submission, IReadOnlyList<SlurmTask> tasks) =>
        submission.JobId is null && tasks.FirstOrDefault(task => task.JobName == submission.JobName) is { } found ? submission with { JobId = found.JobId } : submission;

    /// <summary>What is at work counts, and otherwise what was submitted last.</summary>
    private static Dictionary<string, SlurmStanding> Latest(IEnumerable<(string RunId, SlurmStanding Standing)> all) =>
        all.GroupBy(pair => pair.RunId, pair => pair.Standing).ToDictionary(group => group.Key, group => group.LastOrDefault(standing => standing.IsActive) ?? group.Last());

    private async Task<IReadOnlyDictionary<string, SlurmStanding>> AccountedAsync(Dictionary<string, SlurmStanding> standings, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> words = await slurm.AccountedAsync(
            [.. standings.Values.Where(standing => standing is { Task: null, Submission.JobId: not null }).Select(Id)], cancellationToken);
        return words.Count == 0
            ? standings
            : standings.ToDictionary(pair => pair.Key, pair => pair.Value.Task is null && words.TryGetValue(Id(pair.Value), out string? word) ? pair.Value with { Task = Accounted(pair.Value, word) } : pair.Value);
    }

    /// <summary>Of what is over long ago, the nodes do not matter but that there were some.</summary>
    private static SlurmTask Accounted(SlurmStanding standing, string word) =>
        new(standing.Submission.JobName, standing.Submission.JobId!, standing.Index, word, Reason: "", Nodes: "a node");

    private static string Id(SlurmStanding standing) => string.Create(CultureInfo.InvariantCulture, $"{standing.Submission.JobId}_{standing.Index}");
}
