namespace ExperimentRunner.Trainer.Data;

/// <summary>The images can't be used; the message says which and what to do.</summary>
internal sealed class BadDataException(string message) : Exception(message);
