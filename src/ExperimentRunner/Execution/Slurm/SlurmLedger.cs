using System.Globalization;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>
/// What was submitted of a sweep. Whoever writes it holds the lock of the sweep. An array is written down, and is on the disk, before sbatch is asked,
/// under a name that only it has: so a runner that is killed at any moment leaves a name by which Slurm can be asked whether the job is there.
/// </summary>
internal sealed class SlurmLedger(SweepPaths sweep, TimeProvider time)
{
    private readonly string path = sweep.Slurm.Submissions;

    /// <summary>What Slurm took, or may have taken, in the order of their numbers.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public IReadOnlyList<SlurmSubmission> Read() => [.. ReadAll().Where(submission => submission.Refusal is null)];

    /// <summary>Writes down that an array is about to be submitted.</summary>
    public SlurmSubmission Intend(SlurmArray array)
    {
        int number = ReadAll() is [.., var last] ? last.Number + 1 : 1;
        string name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(sweep.Folder)}.{number}-{Guid.NewGuid().ToString("N")[..6]}");
        var submission = new SlurmSubmission
        {
            Time = time.GetUtcNow(),
            Number = number,
            JobName = name,
            Repeat = array.Repeat,
            RunIds = [.. array.Runs.Select(run => run.RunId)],
        };
        Append(submission);
        return submission;
    }

    /// <summary>Writes down that Slurm has taken an array.</summary>
    public SlurmSubmission Took(SlurmSubmission submission, string jobId)
    {
        SlurmSubmission taken = submission with { Time = time.GetUtcNow(), JobId = jobId };
        Append(taken);
        return taken;
    }

    /// <summary>Writes down that Slurm has not taken an array.</summary>
    public void Refused(SlurmSubmission submission, string refusal) => Append(submission with { Time = time.GetUtcNow(), Refusal = refusal });

    private SlurmSubmission[] ReadAll() =>
        [.. LineLogReader.Read(path, ExecutionJson.Default.SlurmSubmission).Values.GroupBy(submission => submission.Number).OrderBy(group => group.Key).Select(group => group.Last())];

    private void Append(SlurmSubmission submission)
    {
        Directory.CreateDirectory(sweep.Slurm.Folder);
        using var log = new LineLog<SlurmSubmission>(path, ExecutionJson.Default.SlurmSubmission);
        log.Append(submission);
        log.FlushToDisk();
    }
}
