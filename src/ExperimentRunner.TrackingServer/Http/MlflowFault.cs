using System.Text.Json;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>A refusal that the client is told of, in MLflow's words.</summary>
internal sealed class MlflowFault(int status, string errorCode, string message, Exception? cause = null) : Exception(message, cause)
{
    private const string SeeDocs = "See the API docs for more information about request parameters.";

    public int Status { get; } = status;

    public string ErrorCode { get; } = errorCode;

    public static MlflowFault Invalid(string message) => new(400, "INVALID_PARAMETER_VALUE", message);

    public static MlflowFault Missing(string parameter) => Invalid($"Missing value for required parameter '{parameter}'. {SeeDocs}");

    public static MlflowFault WrongType(string parameter, JsonElement value) =>
        Invalid($"Invalid value {PythonText.Dump(value)} for parameter '{parameter}' supplied:  Hint: Value was of type '{PythonText.TypeOf(value)}'. {SeeDocs}");

    public static MlflowFault TooLong(string what, int most) => Invalid($"'{what}' exceeds the maximum length of {most} characters");

    public static MlflowFault Unknown(string message) => new(404, "RESOURCE_DOES_NOT_EXIST", message);

    public static MlflowFault Exists(string message) => new(400, "RESOURCE_ALREADY_EXISTS", message);

    public static MlflowFault BadRequest(string message) => new(400, "BAD_REQUEST", message);

    public static MlflowFault InvalidState(string message) => new(500, "INVALID_STATE", message);

    public static MlflowFault NotImplemented(string message) => new(501, "NOT_IMPLEMENTED", message);

    /// <summary>MLflow's code for trouble with its database; its clients try again later.</summary>
    public static MlflowFault Unavailable(string message, Exception cause) => new(503, "TEMPORARILY_UNAVAILABLE", message, cause);
}
