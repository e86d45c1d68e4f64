namespace ExperimentRunner.Trainer.Devices;

/// <summary>run.json can't be read or asks for what this machine can't do; the message says what and what to do.</summary>
internal sealed class BadSpecException(string message, Exception? innerException = null) : Exception(message, innerException);
