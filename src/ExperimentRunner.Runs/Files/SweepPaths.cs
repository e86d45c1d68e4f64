using System.Globalization;

namespace ExperimentRunner.Runs.Files;

/// <summary>Every file name of a sweep folder.</summary>
public sealed record SweepPaths(string Folder)
{
    /// <summary>A copy of the matrix that <see cref="Plan"/> was made of.</summary>
    public string Matrix => Path.Combine(Folder, "matrix.yaml");

    public string Plan => Path.Combine(Folder, "plan.json");

    /// <summary>The plan that a revision replaced.</summary>
    /// <param name="revision">From 1.</param>
    public string ReplacedPlan(int revision) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"plan-{revision}.json"));

    /// <summary>The matrix that a revision replaced.</summary>
    /// <param name="revision">From 1.</param>
    public string ReplacedMatrix(int revision) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"matrix-{revision}.yaml"));

    public string Machine => Path.Combine(Folder, "machine.json");

    /// <summary>What a merged sweep was made of; not there in others.</summary>
    public string Shards => Path.Combine(Folder, "shards.json");

    /// <summary>Journals of the sweeps that were merged into this one.</summary>
    public string ShardJournals => Path.Combine(Folder, "shards");

    /// <summary>One of them. Sweeps of two machines may have the same name.</summary>
    /// <param name="number">Its place in <see cref="Shards"/>, from 1.</param>
    public string JournalOfShard(int number) => Path.Combine(ShardJournals, FormattableString.Invariant($"{number}.jsonl"));

    /// <summary>What earlier sessions used, where one ended without a word.</summary>
    public string Spent => Path.Combine(Folder, "spent.json");

    public string Journal => Path.Combine(Folder, "journal.jsonl");

    public string ReportMarkdown => Path.Combine(Folder, "report.md");

    public string ReportJson => Path.Combine(Folder, "report.json");

    /// <summary>What all runs share, as it was told to tracking servers.</summary>
    public string Config => Path.Combine(Folder, "config.yaml");

    public string ReportHtml => Path.Combine(Folder, "report.html");

    /// <summary>One row a cell.</summary>
    public string ReportCsv => Path.Combine(Folder, "report.csv");

    /// <summary>One row a run.</summary>
    public string RunsCsv => Path.Combine(Folder, "runs.csv");

    public string ReportJunit => Path.Combine(Folder, "report.junit.xml");

    /// <summary>Folder of the report's charts, each as SVG and as PNG.</summary>
    public string Plots => Path.Combine(Folder, "plots");

    /// <summary>How far tracking servers have been told of the sweep itself.</summary>
    public string Tracking => Path.Combine(Folder, "tracking.json");

    /// <summary>Folder of the batches that turned out too big for memory, for the runs that come after.</summary>
    public string Shortages => Path.Combine(Folder, "shortages");

    /// <summary>Held open by the runner that works in this folder.</summary>
    public string Lock => Path.Combine(Folder, "sweep.lock");

    /// <summary>What a sweep has beside its runs where Slurm does them.</summary>
    public SlurmPaths Slurm => new(Path.Combine(Folder, "slurm"));

    public RunPaths Run(string runId) => new(Path.Combine(Folder, runId));
}
