namespace ExperimentRunner.Tracking.Mlflow.Messages;

/// <summary>An answer of which nothing is wanted.</summary>
internal sealed record EmptyAnswer;
