using ExperimentRunner.Runs.Specs;

namespace Benchmarks;

/// <summary>One side of a comparison.</summary>
internal sealed record Contender(string Name, RunSpec Spec);
