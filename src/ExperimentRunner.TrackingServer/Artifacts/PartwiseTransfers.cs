using ExperimentRunner.TrackingServer.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>Ways past the proxy that a cloud's store offers and a folder does not: clients go on through the proxy when told so.</summary>
internal static class PartwiseTransfers
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (string prefix in (string[])["/api/2.0/mlflow-artifacts/", "/ajax-api/2.0/mlflow-artifacts/"])
        {
            foreach (string step in (string[])["create", "complete", "abort"])
            {
                routes.MapPost($"{prefix}mpu/{step}/{{**path}}", (RequestDelegate)(_ => Refuse("Multipart upload")));
            }

            routes.MapGet($"{prefix}presigned/{{**path}}", (RequestDelegate)(_ => Refuse("Multipart download")));
        }
    }

    private static Task Refuse(string what) => throw MlflowFault.NotImplemented($"{what} is not supported for the current artifact repository");
}
