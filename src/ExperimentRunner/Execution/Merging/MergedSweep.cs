using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Merging;

/// <summary>One sweep of several.</summary>
/// <param name="IsNew">It was made just now, and not by an earlier merge of the same parts.</param>
internal sealed record MergedSweep(SweepPaths Paths, SweepPlan Plan, bool IsNew);
