namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>MPI returned an error.</summary>
internal sealed class MpiException(string message) : Exception(message);
