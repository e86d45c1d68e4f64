using System.Net;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>Whether a server can't answer now, as opposed to refusing.</summary>
internal static class Availability
{
    public static bool IsUnavailable(RestResponse response) => response.StatusCode switch
    {
        0 or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.InternalServerError => !IsRefusal(ServerError.Of(response)),
        HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported => false,
        >= HttpStatusCode.InternalServerError => true,
        _ => false,
    };

    // MLflow 3.11 answers some refusals with 500: INVALID_STATE, and a file that is not there (errno 2).
    private static bool IsRefusal(ServerError error) =>
        error.Code is not ("" or "INTERNAL_ERROR" or "TEMPORARILY_UNAVAILABLE")
        || error.Message.Contains("[Errno 2]", StringComparison.Ordinal);
}
