namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>A file or folder of artifacts; the size is left out of folders and empty files, as MLflow does.</summary>
internal sealed record FileEntry(string Path, bool IsDir, long? FileSize);
