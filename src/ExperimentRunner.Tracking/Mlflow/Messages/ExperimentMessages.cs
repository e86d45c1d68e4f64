namespace ExperimentRunner.Tracking.Mlflow.Messages;

internal sealed record ExperimentIdMessage
{
    public required string ExperimentId { get; init; }
}

internal sealed record ExperimentAnswer
{
    public required MlflowExperiment Experiment { get; init; }
}

internal sealed record SearchExperimentsRequest(string? Filter, IReadOnlyList<string>? OrderBy, MlflowView ViewType, int MaxResults, string? PageToken);

internal sealed record SearchExperimentsAnswer(IReadOnlyList<MlflowExperiment>? Experiments, string? NextPageToken);

internal sealed record RenameExperimentRequest(string ExperimentId, string NewName);

internal sealed record ExperimentTagRequest(string ExperimentId, string Key, string? Value);
