using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Is asked before each start of a run. A sentence starts nothing more, and the sweep ends once the runs at work have; null lets it go on.</summary>
internal delegate string? StartRefusal(PlannedRun next, SweepSpending spent);
