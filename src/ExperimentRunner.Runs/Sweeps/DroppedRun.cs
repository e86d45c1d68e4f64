namespace ExperimentRunner.Runs.Sweeps;

/// <summary>A run that was begun and that a later matrix of the sweep does not have. Its folder stays; no figure counts it.</summary>
/// <param name="Run">As it was planned.</param>
/// <param name="Revision">Which of the plan's revisions dropped it, from 1.</param>
public sealed record DroppedRun(PlannedRun Run, int Revision);
