using System.Net;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>
/// A server can't be reached or can't answer now. Nothing is lost: the sweep folder holds everything, and the next call tells the rest.
/// The message holds no secret.
/// </summary>
public sealed class TrackingUnavailableException(Uri server, string request, string reason, Exception? innerException = null)
    : Exception($"MLflow at {server} is not available: {request}: {reason} The sweep folder keeps what was not told; it is sent next time.", innerException)
{
    public Uri Server { get; } = server;

    /// <summary>For example <c>POST http://127.0.0.1:5000/api/2.0/mlflow/runs/create</c>.</summary>
    public string Request { get; } = request;

    /// <summary>Null where there was no answer at all.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>MLflow's own code, for example <c>TEMPORARILY_UNAVAILABLE</c>; empty where the answer was not MLflow's.</summary>
    public string ErrorCode { get; init; } = "";
}
