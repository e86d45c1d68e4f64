namespace ExperimentRunner.Runs.Specs;

/// <summary>Makes of a run a few timed steps that leave something out. It evaluates nothing, and what it trains is worth nothing.</summary>
/// <param name="Kind">What is left out.</param>
/// <param name="Steps">Optimizer steps, warm-up included, after which the run ends, in whatever epoch that is; 1 or more.</param>
public sealed record ProbeRun(ProbeKind Kind, int Steps);
