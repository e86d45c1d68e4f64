namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A file or folder among the artifacts of a run; the path is relative to all of them. An empty file is of 0 bytes.</summary>
public sealed record MlflowArtifact(string Path, bool IsDir, long FileSize);
