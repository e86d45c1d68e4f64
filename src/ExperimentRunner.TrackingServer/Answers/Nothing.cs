namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>Written as <c>{}</c>.</summary>
internal sealed record Nothing;
