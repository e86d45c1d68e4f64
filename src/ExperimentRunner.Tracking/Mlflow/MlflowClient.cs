using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow.Http;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>
/// The REST interface of an MLflow server, by topic. Every method throws <see cref="MlflowException"/> where the server refuses and
/// <see cref="TrackingUnavailableException"/> where it can't answer.
/// </summary>
public sealed class MlflowClient : IDisposable
{
    private readonly TrackingConnection connection;
    private readonly MlflowTransport transport;

    public MlflowClient(TrackingConnection connection, TimeProvider timeProvider)
    {
        this.connection = connection;
        transport = new MlflowTransport(connection, timeProvider);
        Experiments = new MlflowExperiments(transport);
        Runs = new MlflowRuns(transport);
        Logging = new MlflowLogging(transport);
        Metrics = new MlflowMetrics(transport);
        Artifacts = new MlflowArtifacts(transport);
        LoggedModels = new MlflowLoggedModels(transport);
    }

    /// <summary>Root of the server, without credentials.</summary>
    public Uri Server => connection.Server;

    /// <summary>The name under which it is noted what the server has been told.</summary>
    public string RememberedAs => connection.RememberedAs ?? Server.AbsoluteUri;

    /// <summary>Where on the server a sweep goes, if not where it goes by itself.</summary>
    public TrackingDestination Destination => connection.Destination;

    public MlflowExperiments Experiments { get; }

    public MlflowRuns Runs { get; }

    public MlflowLogging Logging { get; }

    public MlflowMetrics Metrics { get; }

    public MlflowArtifacts Artifacts { get; }

    public MlflowLoggedModels LoggedModels { get; }

    /// <summary>Where the server's web pages show a run.</summary>
    public Uri RunPage(string experimentId, string runId) => new($"{Server}#/experiments/{experimentId}/runs/{runId}");

    /// <summary>Ends well if the server says that it is well.</summary>
    public Task CheckHealthAsync(CancellationToken cancellationToken) => transport.ReadTextAsync(MlflowCall.GetOf("health"), cancellationToken);

    /// <summary>For example <c>3.11.1</c>.</summary>
    public Task<string> VersionAsync(CancellationToken cancellationToken) => transport.ReadTextAsync(MlflowCall.GetOf("version"), cancellationToken);

    public Task<string> CreateExperimentAsync(string name, CancellationToken cancellationToken) => Experiments.CreateAsync(new NewExperiment(name), cancellationToken);

    public Task<MlflowExperiment?> FindExperimentAsync(string name, CancellationToken cancellationToken) => Experiments.FindByNameAsync(name, cancellationToken);

    public Task<MlflowRun> CreateRunAsync(NewRun run, CancellationToken cancellationToken) => Runs.CreateAsync(run, cancellationToken);

    public Task<MlflowRun?> FindRunAsync(string runId, CancellationToken cancellationToken) => Runs.FindAsync(runId, cancellationToken);

    public async Task<IReadOnlyList<MlflowRun>> SearchRunsAsync(string experimentId, string filter, CancellationToken cancellationToken) =>
        await Runs.SearchAsync(new RunSearch { ExperimentIds = [experimentId], Filter = filter }, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);

    public Task UpdateRunAsync(string runId, string status, long? endTime, CancellationToken cancellationToken) =>
        Runs.UpdateAsync(runId, new RunUpdate { Status = status, EndTime = endTime }, cancellationToken);

    public Task LogAsync(string runId, LogBatch batch, CancellationToken cancellationToken) => Logging.LogAsync(runId, batch, cancellationToken);

    public async Task<IReadOnlyList<MlflowMetric>> MetricHistoryAsync(string runId, string key, CancellationToken cancellationToken) =>
        await Metrics.HistoryAsync(runId, key, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);

    public static bool TakesArtifacts(string artifactUri) => MlflowArtifacts.AreTaken(artifactUri);

    public Task UploadArtifactAsync(string artifactUri, string name, string file, CancellationToken cancellationToken) =>
        Artifacts.UploadAsync(artifactUri, name, file, cancellationToken);

    public void Dispose() => transport.Dispose();
}
