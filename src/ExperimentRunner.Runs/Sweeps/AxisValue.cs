namespace ExperimentRunner.Runs.Sweeps;

/// <summary>One coordinate of a cell, as written in the matrix: <c>devices</c>, <c>2</c>.</summary>
public sealed record AxisValue(string Axis, string Value);
