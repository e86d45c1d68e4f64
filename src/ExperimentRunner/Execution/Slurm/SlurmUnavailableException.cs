namespace ExperimentRunner.Execution.Slurm;

/// <summary>Slurm's controller does not answer, or refuses a question; asking again later may help.</summary>
internal sealed class SlurmUnavailableException(string message) : Exception(message);
