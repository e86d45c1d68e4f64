namespace ExperimentRunner.Execution;

/// <summary>Something that the user can put right; the message says what and how. No stack trace, exit code 2.</summary>
internal class UserFaultException(string message, Exception? innerException = null) : Exception(message, innerException);
