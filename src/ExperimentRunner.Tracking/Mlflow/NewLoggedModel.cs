namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A logged model to be made.</summary>
public sealed record NewLoggedModel
{
    public required string ExperimentId { get; init; }

    /// <summary>Null has the server make one up.</summary>
    public string? Name { get; init; }

    public string? ModelType { get; init; }

    /// <summary>The run that made it.</summary>
    public string? SourceRunId { get; init; }

    public IReadOnlyList<MlflowParam> Params { get; init; } = [];

    public IReadOnlyList<MlflowTag> Tags { get; init; } = [];
}
