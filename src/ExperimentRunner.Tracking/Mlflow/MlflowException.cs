using System.Globalization;
using System.Net;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A server refused a request, and would refuse it again. The message says what, why and the way out; it holds no secret.</summary>
public sealed class MlflowException(string request, HttpStatusCode status, string errorCode, string serverMessage)
    : Exception(Say(request, status, errorCode, serverMessage))
{
    public const string DoesNotExist = "RESOURCE_DOES_NOT_EXIST";
    public const string AlreadyExists = "RESOURCE_ALREADY_EXISTS";

    /// <summary>For example <c>POST http://127.0.0.1:5000/api/2.0/mlflow/runs/create</c>.</summary>
    public string Request { get; } = request;

    public HttpStatusCode Status { get; } = status;

    /// <summary>MLflow's own code, for example <c>INVALID_PARAMETER_VALUE</c>; empty where the answer was not MLflow's.</summary>
    public string ErrorCode { get; } = errorCode;

    private static string Say(string request, HttpStatusCode status, string errorCode, string serverMessage)
    {
        string code = errorCode.Length == 0 ? "" : $" {errorCode}";
        string wayOut = WayOut(status, errorCode, serverMessage);
        return string.Create(CultureInfo.InvariantCulture, $"{request}: {(int)status}{code}: {(wayOut.Length == 0 ? serverMessage.Trim() : $"{serverMessage.Trim().TrimEnd('.')}. {wayOut}")}");
    }

    private static string WayOut(HttpStatusCode status, string errorCode, string serverMessage) => status switch
    {
        HttpStatusCode.Forbidden when serverMessage.Contains("Invalid Host header", StringComparison.OrdinalIgnoreCase) =>
            "Start the server with --allowed-hosts and the host of MLFLOW_TRACKING_URI, with its port (`mlflow server --allowed-hosts mlflow.example.org:5000`).",
        HttpStatusCode.Unauthorized =>
            "Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, to credentials that the server knows.",
        HttpStatusCode.Forbidden => "The credentials lack the permission; ask whoever runs the server for EDIT on the experiment.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "Let MLFLOW_TRACKING_URI name the address that the server redirects to.",
        _ when errorCode.Length == 0 => "Check that MLFLOW_TRACKING_URI is the root of an MLflow server.",
        _ => "",
    };
}
