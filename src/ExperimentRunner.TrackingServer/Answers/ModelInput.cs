namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record ModelInput(string ModelId);
