using System.Net;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.TrackingServer;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>Calls the MLflow server that sweeps would tell, or starts the embedded one for a moment.</summary>
internal static class TrackingCheck
{
    private const string Subject = "MLflow";
    private const string Untold = "Sweeps run all the same, and `sync` tells the server later.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="uri">Wins over MLFLOW_TRACKING_URI; null leaves that to decide.</param>
    public static async Task<Finding> OfAsync(string? uri, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return TrackingConnection.FromEnvironment(name => name == TrackingConnection.UriVariable && uri is not null ? uri : Environment.GetEnvironmentVariable(name)) is { } connection
                ? await CallAsync(connection with { MaxRetries = 0, Timeout = Patience }, time, cancellationToken)
                : await BindAsync(cancellationToken);
        }
        catch (TrackingSettingException exception)
        {
            return Finding.Blocking(Subject, exception.Message, "No sweep starts with it, but for `--no-tracking`.");
        }
    }

    /// <summary>Health and version are open to all on most servers; a search is not.</summary>
    private static async Task<Finding> CallAsync(TrackingConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new MlflowClient(connection, time);
        try
        {
            await foreach (MlflowExperiment _ in client.Experiments.SearchAsync(new ExperimentSearch { PageSize = 1 }, cancellationToken))
            {
                break;
            }

            return Finding.Good(Subject, $"{connection.Server} answers and lets us in ({connection.Credentials}).");
        }
        catch (MlflowException exception) when (exception.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return Finding.Warning(Subject, $"{connection.Server} does not let us in ({(int)exception.Status}, {connection.Credentials}).", $"{exception.WayOut} {Untold}");
        }
        catch (MlflowException exception)
        {
            return Finding.Warning(Subject, exception.Message, Untold);
        }
        catch (TrackingUnavailableException exception)
        {
            return Finding.Warning(Subject, $"{connection.Server} can't be reached: {exception.GetBaseException().Message}", $"Check {TrackingConnection.UriVariable}, the network and, for https, the server's certificate (MLFLOW_TRACKING_SERVER_CERT_PATH). {Untold}");
        }
    }

    private static async Task<Finding> BindAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("experiment-runner-doctor-").FullName;
        try
        {
            await using EmbeddedTrackingServer server = await EmbeddedTrackingServer.StartAsync(
                new TrackingServerOptions { DatabasePath = Path.Combine(folder, "mlflow.db"), ArtifactRoot = Path.Combine(folder, "artifacts") }, cancellationToken);
            return Finding.Good(Subject, $"{TrackingConnection.UriVariable} is not set; the embedded server starts on loopback.");
        }
        catch (IOException exception)
        {
            return Finding.Blocking(Subject, $"The embedded server does not start: {exception.Message}", $"Set {TrackingConnection.UriVariable}, or use --no-tracking.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
