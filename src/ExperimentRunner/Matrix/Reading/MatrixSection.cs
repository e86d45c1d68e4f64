using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>The <c>matrix</c> mapping.</summary>
internal sealed record MatrixSection(
    Place Place,
    IReadOnlyList<Axis> Axes,
    IReadOnlyList<CellPattern> Include,
    IReadOnlyList<CellPattern> Exclude,
    IReadOnlyList<Constraint> Where);
