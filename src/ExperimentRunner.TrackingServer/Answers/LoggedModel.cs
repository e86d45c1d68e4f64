namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>A logged model, MLflow 3's record of a model and what was measured with it.</summary>
internal sealed record LoggedModel(LoggedModelInfo Info, LoggedModelContent Data);
