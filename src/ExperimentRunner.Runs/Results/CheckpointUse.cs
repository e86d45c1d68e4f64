namespace ExperimentRunner.Runs.Results;

/// <summary>What checkpoints a run wrote and went on from.</summary>
/// <param name="Written">By all processes that worked on the run.</param>
/// <param name="Seconds">Spent on writing: outside of step times, inside of the wall time.</param>
/// <param name="Resumes">Times that the run was interrupted and went on from a checkpoint.</param>
public sealed record CheckpointUse(int Written, double Seconds, int Resumes);
