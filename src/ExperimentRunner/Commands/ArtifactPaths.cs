namespace ExperimentRunner.Commands;

/// <summary>What lies in the artifacts folder.</summary>
internal sealed record ArtifactPaths(string Folder)
{
    /// <summary>Decoded images, which runs share.</summary>
    public string Cache => Path.Combine(Folder, "cache");

    public string Sweeps => Path.Combine(Folder, "sweeps");

    /// <summary>What was probed of shapes.</summary>
    public string Probes => Path.Combine(Folder, "probes");

    /// <summary>SQLite file of the embedded tracking server.</summary>
    public string TrackingDatabase => Path.Combine(Folder, "mlflow.db");

    /// <summary>Artifacts of the embedded tracking server.</summary>
    public string TrackingArtifacts => Path.Combine(Folder, "mlflow-artifacts");
}
