namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>A file of weights is broken, hostile or not for this model; the message says what and what to do.</summary>
internal sealed class BadWeightsException(string message, Exception? innerException = null) : Exception(message, innerException);
