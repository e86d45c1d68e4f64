namespace ExperimentRunner.Runs.Sweeps;

/// <summary>A condition of <c>expect</c>: of each cell with some axis values, one figure is held against a bound.</summary>
public sealed record Expectation
{
    /// <summary>As written, for example <c>speedup(devices=2) >= 1.6</c>.</summary>
    public required string Text { get; init; }

    public required Measure Measure { get; init; }

    /// <summary>
    /// Values that a cell must have to be judged; none is all cells. The reference of a cell has the baseline's values of these axes,
    /// and its own of all others; without any it is the baseline.
    /// </summary>
    public required IReadOnlyList<AxisValue> Cells { get; init; }

    public required Comparison Comparison { get; init; }

    /// <summary>In the unit of the measure: a ratio, a share, seconds, bytes, images a second.</summary>
    public required double Bound { get; init; }
}
