namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>A data set as a run used it; the tag <c>mlflow.data.context</c> says for what.</summary>
internal sealed record DatasetInput(IReadOnlyList<KeyValue>? Tags, Dataset Dataset);
