namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>An experiment to be made. Its name, of at most 500 characters, is taken for good, also after it was deleted.</summary>
public sealed record NewExperiment(string Name)
{
    /// <summary>Where artifacts are kept, for example <c>mlflow-artifacts:/mine</c>; null leaves it to the server.</summary>
    public string? ArtifactLocation { get; init; }

    public IReadOnlyList<MlflowTag> Tags { get; init; } = [];
}
