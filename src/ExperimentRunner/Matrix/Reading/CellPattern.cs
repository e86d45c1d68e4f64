using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>An item of <c>include</c> or <c>exclude</c>, or the <c>baseline</c>: values of some settings.</summary>
/// <param name="Place">Where it starts.</param>
/// <param name="Assignments">In the order of the file.</param>
/// <param name="IsUnclear">Part of it could not be read at all, so that what it fits is not known.</param>
internal sealed record CellPattern(Place Place, IReadOnlyList<Assignment> Assignments, bool IsUnclear);
