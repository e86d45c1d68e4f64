using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The calls on logged models, which MLflow has since version 3; on others they end in an exception that <see cref="MlflowException.IsUnknownCall"/>.</summary>
public sealed class MlflowLoggedModels
{
    private readonly MlflowTransport transport;

    internal MlflowLoggedModels(MlflowTransport transport) => this.transport = transport;

    /// <summary>Whether the server has these calls.</summary>
    public async Task<bool> AreKnownAsync(CancellationToken cancellationToken)
    {
        // The experiment that every server has.
        var search = new SearchLoggedModelsRequest(["0"], Filter: null, OrderBy: null, MaxResults: 1, PageToken: null);
        try
        {
            await SearchAsync(search, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MlflowException exception) when (exception.IsUnknownCall)
        {
            return false;
        }
    }

    /// <summary>Makes a logged model, whose artifacts are still to come. Not sent again after a lost answer: it may have been made.</summary>
    public Task<MlflowLoggedModel> CreateAsync(NewLoggedModel model, CancellationToken cancellationToken)
    {
        LogBatch fitting = new LogBatch { Params = model.Params, Tags = model.Tags }.CutTo(MlflowLimits.OldTagValue);
        return AnswerAsync(
            MlflowCall.Post("logged-models", model with { Params = fitting.Params, Tags = fitting.Tags }, MlflowJson.Default.NewLoggedModel) with { Replay = Replay.Doubles },
            cancellationToken);
    }

    /// <summary>The model; null if there is none, or it was deleted.</summary>
    public async Task<MlflowLoggedModel?> FindAsync(string modelId, CancellationToken cancellationToken) =>
        (await transport.FindAsync(MlflowCall.Get(PathOf(modelId)), MlflowJson.Default.LoggedModelAnswer, cancellationToken).ConfigureAwait(false))?.Model;

    /// <summary>All logged models that are wanted, fetched page by page as they are read.</summary>
    public IAsyncEnumerable<MlflowLoggedModel> SearchAsync(LoggedModelSearch search, CancellationToken cancellationToken) => MlflowPages.ReadAsync(
        (page, token) => SearchAsync(
            new SearchLoggedModelsRequest(search.ExperimentIds, search.Filter, search.OrderBy.Count == 0 ? null : search.OrderBy, search.PageSize, page), token),
        page => (page.Models, page.NextPageToken),
        cancellationToken);

    /// <summary>Says that the artifacts of a model are all there, or never will be.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="status">One of <see cref="LoggedModelStatus"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<MlflowLoggedModel> FinishAsync(string modelId, string status, CancellationToken cancellationToken) => AnswerAsync(
        MlflowCall.Patch(PathOf(modelId), new FinalizeLoggedModelRequest(modelId, status), MlflowJson.Default.FinalizeLoggedModelRequest), cancellationToken);

    public Task DeleteAsync(string modelId, CancellationToken cancellationToken) =>
        transport.SendAsync(MlflowCall.Delete(PathOf(modelId)) with { Replay = Replay.EndsInMissing }, cancellationToken);

    /// <summary>Sets tags; those of the same names are replaced.</summary>
    public Task SetTagsAsync(string modelId, IReadOnlyList<MlflowTag> tags, CancellationToken cancellationToken)
    {
        IReadOnlyList<MlflowTag> fitting = new LogBatch { Tags = tags }.CutTo(MlflowLimits.OldTagValue).Tags;
        return transport.SendAsync(
            MlflowCall.Patch($"{PathOf(modelId)}/tags", new LoggedModelTagsRequest(fitting), MlflowJson.Default.LoggedModelTagsRequest), cancellationToken);
    }

    /// <exception cref="MlflowException">There is no such tag: RESOURCE_DOES_NOT_EXIST.</exception>
    public Task DeleteTagAsync(string modelId, string key, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Delete($"{PathOf(modelId)}/tags/{Uri.EscapeDataString(key)}") with { Replay = Replay.EndsInMissing }, cancellationToken);

    public Task LogParamsAsync(string modelId, IReadOnlyList<MlflowParam> parameters, CancellationToken cancellationToken)
    {
        IReadOnlyList<MlflowParam> fitting = new LogBatch { Params = parameters }.CutTo(MlflowLimits.OldTagValue).Params;
        return transport.SendAsync(
            MlflowCall.Post($"{PathOf(modelId)}/params", new LoggedModelParamsRequest(modelId, fitting), MlflowJson.Default.LoggedModelParamsRequest), cancellationToken);
    }

    /// <summary>Notes which models a run made. Not sent again after a lost answer.</summary>
    public Task LogOutputsAsync(string runId, IReadOnlyList<MlflowModelOutput> models, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Post("runs/outputs", new LogOutputsRequest(runId, models), MlflowJson.Default.LogOutputsRequest) with { Replay = Replay.Doubles }, cancellationToken);

    private static string PathOf(string modelId) => $"logged-models/{Uri.EscapeDataString(modelId)}";

    private Task<SearchLoggedModelsAnswer> SearchAsync(SearchLoggedModelsRequest request, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Post("logged-models/search", request, MlflowJson.Default.SearchLoggedModelsRequest), MlflowJson.Default.SearchLoggedModelsAnswer, cancellationToken);

    private async Task<MlflowLoggedModel> AnswerAsync(MlflowCall call, CancellationToken cancellationToken) =>
        (await transport.SendAsync(call, MlflowJson.Default.LoggedModelAnswer, cancellationToken).ConfigureAwait(false)).Model;
}
