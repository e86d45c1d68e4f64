namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>What MLflow's assistant is set up with; written as two empty objects.</summary>
internal sealed record AssistantSettings(Nothing Providers, Nothing Projects);
