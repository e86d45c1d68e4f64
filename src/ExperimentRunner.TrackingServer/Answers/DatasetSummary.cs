namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>A data set that runs of an experiment used, once for each context.</summary>
internal sealed record DatasetSummary(string ExperimentId, string Name, string Digest, string? Context);
