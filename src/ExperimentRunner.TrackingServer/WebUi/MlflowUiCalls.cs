using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Artifacts;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.GraphQl;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExperimentRunner.TrackingServer.WebUi;

/// <summary>The calls that only MLflow's web UI makes.</summary>
internal static class MlflowUiCalls
{
    public static void Map(IEndpointRouteBuilder routes, Database database, ArtifactFolder folder, TimeProvider timeProvider)
    {
        var graphQl = new GraphQlCall(new MlflowQuery(new ExperimentCalls(database, timeProvider), new RunCalls(database, timeProvider)));
        var artifacts = new ArtifactCalls(database, folder);
        routes.MapPost("/graphql", (RequestDelegate)graphQl.AnswerAsync);
        routes.MapGet("/get-artifact", (RequestDelegate)artifacts.GetOfRunAsync);

        var table = new CallTable(routes);
        table.Get("3.0/mlflow/ui-telemetry", Always(new UiTelemetry([], DisableUiTelemetry: true, UiRolloutPercentage: 0)), ServerJson.Default.UiTelemetry);
        table.Get("3.0/mlflow/assistant/config", Always(new AssistantSettings(new Nothing(), new Nothing())), ServerJson.Default.AssistantSettings);
        table.Get("2.0/mlflow/gateway-proxy", Always(new GatewayEndpoints([])), ServerJson.Default.GatewayEndpoints);

        // There is no model registry, so nothing is registered and no version comes from any run; the same holds for traces.
        table.Get("2.0/mlflow/registered-models/search", Always(new Nothing()), ServerJson.Default.Nothing);
        table.Get("2.0/mlflow/model-versions/search", Always(new Nothing()), ServerJson.Default.Nothing);
        table.Post("3.0/mlflow/traces/search", Always(new Nothing()), ServerJson.Default.Nothing);
    }

    private static Func<RequestFields, CancellationToken, Task<T>> Always<T>(T answer) => (_, _) => Task.FromResult(answer);
}
