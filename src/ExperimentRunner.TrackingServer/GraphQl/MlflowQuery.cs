using System.Text.Json.Nodes;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>The queries that MLflow's web UI makes, answered by the REST calls of the same meaning.</summary>
internal sealed class MlflowQuery : GraphQlType
{
    private readonly ExperimentCalls experiments;
    private readonly RunCalls runs;

    public MlflowQuery(ExperimentCalls experiments, RunCalls runs)
        : base("Query")
    {
        (this.experiments, this.runs) = (experiments, runs);
        Add("mlflowGetExperiment", new GraphQlField.Query(MlflowSchema.GetExperiment, GetExperimentAsync));
        Add("mlflowGetRun", new GraphQlField.Query(MlflowSchema.GetRun, GetRunAsync));
    }

    private async Task<object> GetExperimentAsync(JsonObject input, CancellationToken cancellationToken) =>
        await ExperimentAsync(input["experimentId"], cancellationToken).ConfigureAwait(false);

    private async Task<object> GetRunAsync(JsonObject input, CancellationToken cancellationToken)
    {
        RequestFields fields = RequestFields.Of(new JsonObject { ["run_id"] = (input["runId"] ?? input["runUuid"])?.DeepClone() });
        RunAnswer run = (await runs.GetAsync(fields, cancellationToken).ConfigureAwait(false)).Run;
        return new RunWithExperiment(run, await ExperimentAsync(run.Info.ExperimentId, cancellationToken).ConfigureAwait(false));
    }

    private async Task<ExperimentAnswer> ExperimentAsync(JsonNode? id, CancellationToken cancellationToken)
    {
        RequestFields fields = RequestFields.Of(new JsonObject { ["experiment_id"] = id?.DeepClone() });
        return (await experiments.GetAsync(fields, cancellationToken).ConfigureAwait(false)).Experiment;
    }
}
