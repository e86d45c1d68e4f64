namespace ExperimentRunner.Runs.Files;

/// <summary>Every file name of a run folder.</summary>
public sealed record RunPaths(string Folder)
{
    public string Spec => Path.Combine(Folder, "run.json");

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
}
