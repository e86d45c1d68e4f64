namespace ExperimentRunner.Runs.Files;

/// <summary>Every file name of a run folder.</summary>
public sealed record RunPaths(string Folder)
{
    public string Spec => Path.Combine(Folder, "run.json");

    /// <summary>What was tried so far, and with which batch the trainer is to train; not there where a first attempt, without retries and with the batch of <see cref="Spec"/>, is all.</summary>
    public string Attempts => Path.Combine(Folder, "attempts.json");

    /// <summary>Where the runner lets the run work; there only until its result says so.</summary>
    public string Placement => Path.Combine(Folder, "placement.json");

    public string Events => Path.Combine(Folder, "events.jsonl");

    public string Result => Path.Combine(Folder, "result.json");

    /// <summary>What the machine did while the run worked, as the runner saw it.</summary>
    public string SystemSamples => Path.Combine(Folder, "system.jsonl");

    public string StandardOutput => Path.Combine(Folder, "stdout.log");

    public string StandardError => Path.Combine(Folder, "stderr.log");

    /// <summary>Folder of the trainer's checkpoints; gone once a run has finished.</summary>
    public string Checkpoints => Path.Combine(Folder, "checkpoint");

    /// <summary>How far tracking servers have been told.</summary>
    public string Tracking => Path.Combine(Folder, "tracking.json");

    /// <summary>The trained model; there only if the sweep was asked to export it.</summary>
    public ModelPaths Model => new(Path.Combine(Folder, "model"));

    /// <summary>Held open by the trainer while it works.</summary>
    public string Lock => Path.Combine(Folder, "trainer.lock");

    /// <summary>Which process holds <see cref="Lock"/>; there while a trainer works, and after one that was killed.</summary>
    public string Holder => Path.Combine(Folder, "trainer.json");
}
