namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>Models that a run made; null stands for none.</summary>
internal sealed record RunOutputs(IReadOnlyList<ModelOutput>? ModelOutputs = null);
