using System.Globalization;
using ExperimentRunner.Tracking.Connecting;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>
/// The calls of an MLflow server that a sweep needs. Every method throws <see cref="MlflowException"/> where the server refuses and
/// <see cref="TrackingUnavailableException"/> where it can't answer.
/// </summary>
public sealed class MlflowClient(TrackingConnection connection, TimeProvider timeProvider) : IDisposable
{
    private const string Calls = "api/2.0/mlflow/";
    private const int HitsInAPage = 1000;

    private readonly MlflowTransport transport = new(connection, timeProvider);

    /// <summary>Root of the server, without credentials.</summary>
    public Uri Server => connection.Server;

    /// <summary>The name under which it is noted what the server has been told.</summary>
    public string RememberedAs => connection.RememberedAs ?? Server.AbsoluteUri;

    /// <summary>Where the server's web pages show a run.</summary>
    public Uri RunPage(string experimentId, string runId) => new($"{Server}#/experiments/{experimentId}/runs/{runId}");

    /// <exception cref="MlflowException">There is one of that name, or was and is only deleted: RESOURCE_ALREADY_EXISTS.</exception>
    public async Task<string> CreateExperimentAsync(string name, CancellationToken cancellationToken) =>
        (await transport.PostAsync(
            $"{Calls}experiments/create", new CreateExperimentRequest(name), MlflowJson.Default.CreateExperimentRequest,
            MlflowJson.Default.CreateExperimentAnswer, mustNotRepeat: false, cancellationToken).ConfigureAwait(false)).ExperimentId;

    /// <summary>The experiment of that name, a deleted one too; null if there never was one.</summary>
    public async Task<MlflowExperiment?> FindExperimentAsync(string name, CancellationToken cancellationToken)
    {
        ExperimentAnswer? answer = await OrNullAsync(transport.GetAsync(
            $"{Calls}experiments/get-by-name", [("experiment_name", name)], MlflowJson.Default.ExperimentAnswer, cancellationToken)).ConfigureAwait(false);
        return answer?.Experiment;
    }

    /// <summary>Makes a run. Not sent again after a lost answer: it may have been made, so look for it first.</summary>
    public async Task<MlflowRun> CreateRunAsync(NewRun run, CancellationToken cancellationToken)
    {
        NewRun fitting = run with
        {
            RunName = MlflowLimits.Cut(run.RunName, MlflowLimits.RunName),
            Tags = [.. run.Tags.Select(tag => tag with { Value = MlflowLimits.Cut(tag.Value, MlflowLimits.TagValue) })],
        };
        return (await transport.PostAsync(
            $"{Calls}runs/create", fitting, MlflowJson.Default.NewRun, MlflowJson.Default.RunAnswer, mustNotRepeat: true, cancellationToken)
            .ConfigureAwait(false)).Run;
    }

    /// <summary>The run, a deleted one too; null if there is none.</summary>
    public async Task<MlflowRun?> FindRunAsync(string runId, CancellationToken cancellationToken)
    {
        RunAnswer? answer = await OrNullAsync(transport.GetAsync(
            $"{Calls}runs/get", [("run_id", runId)], MlflowJson.Default.RunAnswer, cancellationToken)).ConfigureAwait(false);
        return answer?.Run;
    }

    /// <summary>All runs of an experiment, the newest first, that a filter such as <c>tags.`a.b` = 'c'</c> lets through. Deleted ones are left out.</summary>
    public async Task<IReadOnlyList<MlflowRun>> SearchRunsAsync(string experimentId, string filter, CancellationToken cancellationToken)
    {
        var runs = new List<MlflowRun>();
        string? next = null;
        do
        {
            SearchRunsAnswer page = await transport.PostAsync(
                $"{Calls}runs/search", new SearchRunsRequest([experimentId], filter, HitsInAPage, next), MlflowJson.Default.SearchRunsRequest,
                MlflowJson.Default.SearchRunsAnswer, mustNotRepeat: false, cancellationToken).ConfigureAwait(false);
            runs.AddRange(page.Runs ?? []);
            next = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(next));
        return runs;
    }

    /// <param name="runId">The run.</param>
    /// <param name="status">One of <see cref="MlflowStatus"/>.</param>
    /// <param name="endTime">Milliseconds since 1970; null leaves it as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task UpdateRunAsync(string runId, string status, long? endTime, CancellationToken cancellationToken) => transport.PostAsync(
        $"{Calls}runs/update", new UpdateRunRequest(runId, status, endTime), MlflowJson.Default.UpdateRunRequest,
        MlflowJson.Default.EmptyAnswer, mustNotRepeat: false, cancellationToken);

    /// <summary>Logs any number of values, in as many requests as the server's limits ask for. Doing it again changes nothing.</summary>
    public async Task LogAsync(string runId, LogBatch batch, CancellationToken cancellationToken)
    {
        foreach (LogBatch part in batch.Split())
        {
            await transport.PostAsync(
                $"{Calls}runs/log-batch", new LogBatchRequest(runId, part.Metrics, part.Params, part.Tags), MlflowJson.Default.LogBatchRequest,
                MlflowJson.Default.EmptyAnswer, mustNotRepeat: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>All values of a metric, in the order of their times.</summary>
    public async Task<IReadOnlyList<MlflowMetric>> MetricHistoryAsync(string runId, string key, CancellationToken cancellationToken)
    {
        const int pointsInAPage = 25_000;
        var points = new List<MlflowMetric>();
        string next = "";
        do
        {
            (string, string)[] query = [("run_id", runId), ("metric_key", key), ("max_results", pointsInAPage.ToString(CultureInfo.InvariantCulture)), ("page_token", next)];
            MetricsAnswer page = await transport.GetAsync(
                $"{Calls}metrics/get-history", next.Length == 0 ? query[..^1] : query, MlflowJson.Default.MetricsAnswer, cancellationToken).ConfigureAwait(false);
            points.AddRange(page.Metrics ?? []);
            next = page.NextPageToken ?? "";
        }
        while (next.Length > 0);
        return points;
    }

    /// <summary>Whether the server itself takes artifacts for this <c>artifact_uri</c>; those in s3:, file: and the like it does not.</summary>
    public static bool TakesArtifacts(string artifactUri) => ArtifactAddress.PathOf(artifactUri) is not null;

    /// <summary>Sends a file; one of the same name is replaced.</summary>
    /// <exception cref="ArgumentException">The server does not take artifacts for <paramref name="artifactUri"/>.</exception>
    public Task UploadArtifactAsync(string artifactUri, string name, string file, CancellationToken cancellationToken)
    {
        string path = ArtifactAddress.PathOf(artifactUri) ?? throw new ArgumentException($"The server takes no artifacts for {artifactUri}.", nameof(artifactUri));
        return transport.PutFileAsync($"api/2.0/mlflow-artifacts/artifacts/{path}/{Uri.EscapeDataString(name)}", file, cancellationToken);
    }

    public void Dispose() => transport.Dispose();

    private static async Task<T?> OrNullAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (MlflowException exception) when (exception.ErrorCode == MlflowException.DoesNotExist)
        {
            return null;
        }
    }
}
