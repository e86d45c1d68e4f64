namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>Language models behind MLflow's gateway: none here.</summary>
internal sealed record GatewayEndpoints(IReadOnlyList<string> Endpoints);
