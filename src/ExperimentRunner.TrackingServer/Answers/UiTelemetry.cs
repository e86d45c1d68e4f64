namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>What MLflow's web UI may tell of its user: nothing.</summary>
internal sealed record UiTelemetry(IReadOnlyList<string> DisableUiEvents, bool DisableUiTelemetry, int UiRolloutPercentage);
