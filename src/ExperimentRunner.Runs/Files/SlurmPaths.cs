using System.Globalization;

namespace ExperimentRunner.Runs.Files;

/// <summary>Every file name of a sweep's folder <c>slurm</c>. Arrays are numbered from 1, their tasks from 0.</summary>
public sealed record SlurmPaths(string Folder)
{
    /// <summary>What was submitted.</summary>
    public string Submissions => Path.Combine(Folder, "submissions.jsonl");

    /// <summary>The job script of an array.</summary>
    public string Script(int array) => Path.Combine(Folder, $"{Name(array)}.sh");

    /// <summary>What a task wrote to its standard streams.</summary>
    public string Log(int array, int task) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Name(array)}-{task}.log"));

    /// <summary>The journal of a task: one writer a file, since a shared folder has no append that several hosts can trust.</summary>
    public string Journal(int array, int task) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Name(array)}-{task}.jsonl"));

    /// <summary>Held open by who does a run. Not in the run's folder, which may be emptied meanwhile.</summary>
    public string Lock(string runId) => Path.Combine(Folder, $"{runId}.lock");

    private static string Name(int array) => string.Create(CultureInfo.InvariantCulture, $"{array:0000}");
}
