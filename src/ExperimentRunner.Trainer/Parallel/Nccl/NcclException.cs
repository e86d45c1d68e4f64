namespace ExperimentRunner.Trainer.Parallel.Nccl;

/// <summary>NCCL returned an error, or a communicator was given up.</summary>
internal sealed class NcclException(string message) : Exception(message);
