using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>A condition of <c>where</c>: cells for which it does not hold are left out.</summary>
internal sealed record Constraint(string Text, Func<RunSpec, bool> Holds);
