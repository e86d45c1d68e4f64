namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A data set and what a run used it for.</summary>
public sealed record MlflowDatasetInput
{
    /// <summary>The tag whose value the web pages show beside a data set, such as <c>training</c>.</summary>
    public const string ContextTag = "mlflow.data.context";

    public required MlflowDataset Dataset { get; init; }

    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    public string? Context => Tags.FirstOrDefault(tag => tag.Key == ContextTag)?.Value;

    /// <param name="dataset">What was read.</param>
    /// <param name="context">What for, such as <c>training</c>.</param>
    public static MlflowDatasetInput For(MlflowDataset dataset, string context) => new() { Dataset = dataset, Tags = [new(ContextTag, context)] };
}
