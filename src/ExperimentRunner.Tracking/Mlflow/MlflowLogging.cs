using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The calls that write values to a run. Doing any of them again changes nothing. Too long keys and values are cut visibly.</summary>
public sealed class MlflowLogging
{
    private const int DatasetsInARequest = 1000;

    private readonly MlflowTransport transport;

    internal MlflowLogging(MlflowTransport transport) => this.transport = transport;

    /// <summary>Logs any number of values, in as many requests as the server's limits ask for: params and tags first, then metrics in their order.</summary>
    /// <exception cref="MlflowException">A param has another value already: INVALID_PARAMETER_VALUE. Earlier parts of the batch are written.</exception>
    public async Task LogAsync(string runId, LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (LogBatch part in batch.Split())
        {
            try
            {
                await SendAsync(runId, part, cancellationToken).ConfigureAwait(false);
            }
            catch (MlflowException exception) when (exception.ErrorCode == MlflowException.InvalidValue && part.Tags.Any(tag => tag.Value.Length > MlflowLimits.OldTagValue))
            {
                await SendAsync(runId, part.CutTo(MlflowLimits.OldTagValue), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task LogMetricAsync(string runId, MlflowMetric metric, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Post(
            "runs/log-metric",
            new LogMetricRequest(runId, MlflowLimits.CutKey(metric.Key), metric.Value, metric.Timestamp, metric.Step),
            MlflowJson.Default.LogMetricRequest),
        cancellationToken);

    /// <exception cref="MlflowException">It has another value already: INVALID_PARAMETER_VALUE.</exception>
    public Task LogParamAsync(string runId, MlflowParam param, CancellationToken cancellationToken) =>
        transport.SendAsync(OfValue("runs/log-parameter", runId, param.Key, MlflowLimits.Cut(param.Value, MlflowLimits.ParamValue)), cancellationToken);

    /// <summary>Sets a tag; one of that name is replaced.</summary>
    public Task SetTagAsync(string runId, MlflowTag tag, CancellationToken cancellationToken) =>
        transport.SendAsync(OfValue("runs/set-tag", runId, tag.Key, MlflowLimits.Cut(tag.Value, MlflowLimits.TagValue)), cancellationToken);

    /// <exception cref="MlflowException">There is no such tag: RESOURCE_DOES_NOT_EXIST.</exception>
    public Task DeleteTagAsync(string runId, string key, CancellationToken cancellationToken) =>
        transport.SendAsync(OfValue("runs/delete-tag", runId, key, value: null) with { Replay = Replay.EndsInMissing }, cancellationToken);

    /// <summary>Notes which data sets a run read.</summary>
    public async Task LogInputsAsync(string runId, IReadOnlyList<MlflowDatasetInput> datasets, CancellationToken cancellationToken)
    {
        foreach (MlflowDatasetInput[] part in datasets.Chunk(DatasetsInARequest))
        {
            await transport.SendAsync(MlflowCall.Post("runs/log-inputs", new LogInputsRequest(runId, part), MlflowJson.Default.LogInputsRequest), cancellationToken).ConfigureAwait(false);
        }
    }

    private static MlflowCall OfValue(string call, string runId, string key, string? value) =>
        MlflowCall.Post(call, new RunValueRequest(runId, MlflowLimits.CutKey(key), value), MlflowJson.Default.RunValueRequest);

    private Task SendAsync(string runId, LogBatch part, CancellationToken cancellationToken) => transport.SendAsync(
        MlflowCall.Post("runs/log-batch", new LogBatchRequest(runId, part.Metrics, part.Params, part.Tags), MlflowJson.Default.LogBatchRequest), cancellationToken);
}
