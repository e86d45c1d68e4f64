namespace ExperimentRunner.Tracking.Mlflow.Messages;

internal sealed record ArtifactsAnswer(IReadOnlyList<MlflowArtifact>? Files, string? NextPageToken);
