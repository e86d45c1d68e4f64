using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Expectations;

/// <summary>A condition of <c>expect</c> as it was written.</summary>
internal sealed record WrittenExpectation(Place Place, string Text, MeasureKind Kind, IReadOnlyList<Assignment> Cells, Comparison Comparison, double Bound)
{
    public Expectation Finished => new()
    {
        Text = Text,
        Measure = Kind.Measure,
        Cells = [.. Cells.Select(cell => new AxisValue(cell.Setting.Name, cell.Value.Text))],
        Comparison = Comparison,
        Bound = Bound,
    };
}
