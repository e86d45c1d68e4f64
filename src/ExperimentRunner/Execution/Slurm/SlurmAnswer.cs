namespace ExperimentRunner.Execution.Slurm;

/// <summary>What sbatch says to a job.</summary>
/// <param name="JobId">Null if it was refused.</param>
/// <param name="Refusal">What Slurm says is wrong; empty if nothing is.</param>
internal sealed record SlurmAnswer(string? JobId, string Refusal);
