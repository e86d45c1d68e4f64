using System.Globalization;
using System.Net;
using ExperimentRunner.Tracking.Connecting;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A server refused a request, and would refuse it again. The message says what, why and the way out; it holds no secret.</summary>
public sealed class MlflowException(string request, HttpStatusCode status, string errorCode, string serverMessage)
    : Exception(Say(request, status, errorCode, serverMessage))
{
    public const string DoesNotExist = "RESOURCE_DOES_NOT_EXIST";
    public const string AlreadyExists = "RESOURCE_ALREADY_EXISTS";
    public const string InvalidValue = "INVALID_PARAMETER_VALUE";

    /// <summary>For example <c>POST http://127.0.0.1:5000/api/2.0/mlflow/runs/create</c>.</summary>
    public string Request { get; } = request;

    public HttpStatusCode Status { get; } = status;

    /// <summary>MLflow's own code, for example <c>INVALID_PARAMETER_VALUE</c>; empty where the answer was not MLflow's.</summary>
    public string ErrorCode { get; } = errorCode;

    /// <summary>What the server says.</summary>
    public string ServerMessage { get; } = serverMessage;

    /// <summary>What to do; empty where the server's message says it.</summary>
    public string WayOut { get; } = WayOutOf(status, errorCode, serverMessage);

    /// <summary>Whether the server does not have the call at all: it is older, or is no MLflow server.</summary>
    public bool IsUnknownCall => Status is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed
        || (Status == HttpStatusCode.NotFound && ErrorCode is "" or "ENDPOINT_NOT_FOUND");

    private static string Say(string request, HttpStatusCode status, string errorCode, string serverMessage)
    {
        string code = errorCode.Length == 0 ? "" : $" {errorCode}";
        string wayOut = WayOutOf(status, errorCode, serverMessage);
        return string.Create(CultureInfo.InvariantCulture, $"{request}: {(int)status}{code}: {(wayOut.Length == 0 ? serverMessage.Trim() : $"{serverMessage.Trim().TrimEnd('.')}. {wayOut}")}");
    }

    private static string WayOutOf(HttpStatusCode status, string errorCode, string serverMessage) => status switch
    {
        HttpStatusCode.Forbidden when serverMessage.Contains("Invalid Host header", StringComparison.OrdinalIgnoreCase) =>
            $"Start the server with --allowed-hosts and the host of {TrackingConnection.UriVariable}, with its port (`mlflow server --allowed-hosts mlflow.example.org:5000`).",
        HttpStatusCode.Unauthorized =>
            $"Set {TrackingConnection.UserNameVariable} and {TrackingConnection.PasswordVariable}, or {TrackingConnection.TokenVariable}, to credentials that the server knows.",
        HttpStatusCode.Forbidden =>
            $"Those whom {TrackingConnection.UserNameVariable} or {TrackingConnection.TokenVariable} names lack the permission: ask whoever runs the server for EDIT on the experiment, or set other credentials.",
        HttpStatusCode.RequestEntityTooLarge => "A proxy before the server takes smaller requests only; raise its limit (nginx: client_max_body_size).",
        HttpStatusCode.ProxyAuthenticationRequired => "A proxy wants credentials: put them into HTTPS_PROXY or HTTP_PROXY, or name the server in NO_PROXY.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"Let {TrackingConnection.UriVariable} name the address that the server redirects to.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed when errorCode.Length == 0 =>
            $"Check that {TrackingConnection.UriVariable} is the root of an MLflow server, and that the server is new enough to have this call.",
        _ when errorCode.Length == 0 => $"Check that {TrackingConnection.UriVariable} is the root of an MLflow server, and that no proxy or sign-in page stands before it.",
        _ => "",
    };
}
