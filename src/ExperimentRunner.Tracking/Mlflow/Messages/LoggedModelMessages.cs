namespace ExperimentRunner.Tracking.Mlflow.Messages;

internal sealed record LoggedModelAnswer
{
    public required MlflowLoggedModel Model { get; init; }
}

internal sealed record FinalizeLoggedModelRequest(string ModelId, string Status);

internal sealed record LoggedModelTagsRequest(IReadOnlyList<MlflowTag> Tags);

internal sealed record LoggedModelParamsRequest(string ModelId, IReadOnlyList<MlflowParam> Params);

internal sealed record SearchLoggedModelsRequest(
    IReadOnlyList<string> ExperimentIds, string? Filter, IReadOnlyList<MlflowModelOrder>? OrderBy, int MaxResults, string? PageToken);

internal sealed record SearchLoggedModelsAnswer(IReadOnlyList<MlflowLoggedModel>? Models, string? NextPageToken);
