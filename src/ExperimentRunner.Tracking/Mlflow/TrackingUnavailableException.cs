namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>
/// A server can't be reached or can't answer now. Nothing is lost: the sweep folder holds everything, and the next call tells the rest.
/// </summary>
public sealed class TrackingUnavailableException(Uri server, string request, string reason, Exception? innerException = null)
    : Exception($"MLflow at {server} is not available: {request}: {reason} The sweep folder keeps what was not told; it is sent next time.", innerException)
{
    public Uri Server { get; } = server;
}
