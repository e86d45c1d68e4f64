using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The calls on experiments.</summary>
public sealed class MlflowExperiments
{
    private readonly MlflowTransport transport;

    internal MlflowExperiments(MlflowTransport transport) => this.transport = transport;

    /// <summary>Makes an experiment. If an answer was lost and the request sent again, it may be the one just made that exists already.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="MlflowException">There is one of that name, or was and is only deleted: RESOURCE_ALREADY_EXISTS.</exception>
    public async Task<string> CreateAsync(NewExperiment experiment, CancellationToken cancellationToken)
    {
        NewExperiment fitting = experiment with { Tags = [.. experiment.Tags.Select(Fitting)] };
        MlflowCall call = MlflowCall.Post("experiments/create", fitting, MlflowJson.Default.NewExperiment);
        return (await transport.SendAsync(call, MlflowJson.Default.ExperimentIdMessage, cancellationToken).ConfigureAwait(false)).ExperimentId;
    }

    /// <summary>The experiment, a deleted one too; null if there is none.</summary>
    public Task<MlflowExperiment?> FindAsync(string experimentId, CancellationToken cancellationToken) =>
        OrNullAsync(MlflowCall.Get("experiments/get", ("experiment_id", experimentId)), cancellationToken);

    /// <summary>The experiment of that name, a deleted one too; null if there never was one.</summary>
    public Task<MlflowExperiment?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
        OrNullAsync(MlflowCall.Get("experiments/get-by-name", ("experiment_name", name)), cancellationToken);

    /// <summary>All experiments that are wanted, fetched page by page as they are read.</summary>
    public IAsyncEnumerable<MlflowExperiment> SearchAsync(ExperimentSearch search, CancellationToken cancellationToken) => MlflowPages.ReadAsync(
        (page, token) => transport.SendAsync(
            MlflowCall.Post(
                "experiments/search",
                new SearchExperimentsRequest(search.Filter, search.OrderBy, search.View, search.PageSize, page),
                MlflowJson.Default.SearchExperimentsRequest),
            MlflowJson.Default.SearchExperimentsAnswer,
            token),
        page => (page.Experiments, page.NextPageToken),
        cancellationToken);

    public Task RenameAsync(string experimentId, string newName, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Post("experiments/update", new RenameExperimentRequest(experimentId, newName), MlflowJson.Default.RenameExperimentRequest), cancellationToken);

    /// <summary>Deletes an experiment and its runs until they are restored; its name stays taken.</summary>
    public Task DeleteAsync(string experimentId, CancellationToken cancellationToken) => transport.SendAsync(OfId("experiments/delete", experimentId), cancellationToken);

    /// <summary>Brings a deleted experiment and its runs back.</summary>
    public Task RestoreAsync(string experimentId, CancellationToken cancellationToken) => transport.SendAsync(OfId("experiments/restore", experimentId), cancellationToken);

    /// <summary>Sets a tag; one of that name is replaced. Values of more than 5,000 characters are cut visibly.</summary>
    public Task SetTagAsync(string experimentId, MlflowTag tag, CancellationToken cancellationToken)
    {
        MlflowTag fitting = Fitting(tag);
        return transport.SendAsync(
            MlflowCall.Post("experiments/set-experiment-tag", new ExperimentTagRequest(experimentId, fitting.Key, fitting.Value), MlflowJson.Default.ExperimentTagRequest),
            cancellationToken);
    }

    /// <exception cref="MlflowException">There is no such tag: RESOURCE_DOES_NOT_EXIST.</exception>
    public Task DeleteTagAsync(string experimentId, string key, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Post("experiments/delete-experiment-tag", new ExperimentTagRequest(experimentId, key, Value: null), MlflowJson.Default.ExperimentTagRequest)
            with { Replay = Replay.EndsInMissing },
        cancellationToken);

    private static MlflowTag Fitting(MlflowTag tag) => new(MlflowLimits.CutKey(tag.Key), MlflowLimits.Cut(tag.Value, MlflowLimits.ExperimentTagValue));

    private static MlflowCall OfId(string call, string experimentId) =>
        MlflowCall.Post(call, new ExperimentIdMessage { ExperimentId = experimentId }, MlflowJson.Default.ExperimentIdMessage) with { Replay = Replay.EndsInMissing };

    private async Task<MlflowExperiment?> OrNullAsync(MlflowCall call, CancellationToken cancellationToken) =>
        (await transport.FindAsync(call, MlflowJson.Default.ExperimentAnswer, cancellationToken).ConfigureAwait(false))?.Experiment;
}
