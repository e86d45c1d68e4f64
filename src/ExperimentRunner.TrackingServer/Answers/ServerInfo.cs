namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>What MLflow's clients ask for to learn what a server can do.</summary>
internal sealed record ServerInfo(string StoreType, bool WorkspacesEnabled);
