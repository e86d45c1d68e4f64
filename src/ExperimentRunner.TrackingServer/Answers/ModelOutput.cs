namespace ExperimentRunner.TrackingServer.Answers;

/// <param name="Step">Step of the run at which the model was made.</param>
internal sealed record ModelOutput(string ModelId, long Step);
