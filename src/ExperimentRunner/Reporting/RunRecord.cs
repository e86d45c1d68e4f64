using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting;

/// <summary>A planned run and what became of it.</summary>
/// <param name="Planned">As it stands in plan.json.</param>
/// <param name="Spec">What the trainer was told: run.json, or the plan's spec where there is no run.json yet.</param>
/// <param name="State">What its folder says of it.</param>
internal sealed record RunRecord(PlannedRun Planned, RunSpec Spec, RunState State);
