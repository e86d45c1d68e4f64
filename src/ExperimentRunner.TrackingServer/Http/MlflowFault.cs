namespace ExperimentRunner.TrackingServer.Http;

/// <summary>A refusal that the client is told of, in MLflow's words.</summary>
internal sealed class MlflowFault(int status, string errorCode, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string ErrorCode { get; } = errorCode;

    public static MlflowFault Invalid(string message) => new(400, "INVALID_PARAMETER_VALUE", message);

    public static MlflowFault Missing(string parameter) =>
        Invalid($"Missing value for required parameter '{parameter}'. See the API docs for more information about request parameters.");

    public static MlflowFault Unknown(string message) => new(404, "RESOURCE_DOES_NOT_EXIST", message);

    public static MlflowFault Exists(string message) => new(400, "RESOURCE_ALREADY_EXISTS", message);

    public static MlflowFault BadRequest(string message) => new(400, "BAD_REQUEST", message);

    public static MlflowFault InvalidState(string message) => new(500, "INVALID_STATE", message);
}
