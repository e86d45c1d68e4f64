using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>Cells that are equal but for their devices, and for the batch that follows from them.</summary>
/// <param name="Kind">Weak or strong.</param>
/// <param name="Shared">What its cells have in common and other curves may not.</param>
/// <param name="Points">By devices.</param>
/// <param name="Fits">Laws of scaling, fitted to its runs.</param>
internal sealed record ScalingCurve(ScalingKind Kind, IReadOnlyList<AxisValue> Shared, IReadOnlyList<ScalingPoint> Points, CurveFits Fits)
{
    public ScalingPoint First => Points[0];

    /// <summary>From each measured number of devices to the next.</summary>
    public IReadOnlyList<DeviceStep> Steps { get; } = DeviceStep.Of(Points);

    /// <summary>Cells of one curve ask for the same.</summary>
    public Amp Amp => First.Cell.Spec.Amp;

    public string Label => string.Join(", ", Shared.Select(axis => $"{axis.Axis} {axis.Value}"));

    /// <summary>All curves of at least two device counts, weak ones first, in the order of <paramref name="cells"/>.</summary>
    public static IReadOnlyList<ScalingCurve> Find(IReadOnlyList<Cell> cells) =>
    [
        .. cells.GroupBy(cell => (WithoutDevices(cell.Spec), 0)).Where(HasSeveralDeviceCounts).Select(group => Of(ScalingKind.Weak, group)),
        .. cells.GroupBy(cell => (WithoutBatch(cell.Spec), cell.Spec.GlobalBatch)).Where(HasSeveralDeviceCounts).Select(group => Of(ScalingKind.Strong, group)),
    ];

    // The rate's factor follows from devices and batch by the rule, so it is no difference of its own.
    private static RunSpec WithoutDevices(RunSpec spec) => spec with { Devices = 0, LrFactor = 0 };

    private static RunSpec WithoutBatch(RunSpec spec) =>
        WithoutDevices(spec) with { BatchPerDevice = 0, Train = spec.Train with { Accumulate = 0 } };

    private static bool HasSeveralDeviceCounts(IEnumerable<Cell> group) => group.DistinctBy(cell => cell.Spec.Devices).Count() > 1;

    private static ScalingCurve Of(ScalingKind kind, IEnumerable<Cell> group)
    {
        Cell[] cells = [.. group.OrderBy(cell => cell.Spec.Devices)];
        return new ScalingCurve(kind, SharedBy(kind, cells), [.. cells.Select(cell => ScalingPoint.Of(cell, cells[0]))], CurveFits.Of(cells));
    }

    private static AxisValue[] SharedBy(ScalingKind kind, Cell[] cells)
    {
        AxisValue[] axes = [.. cells[0].Axes.Where(axis => cells.All(cell => cell.ValueOf(axis.Axis) == axis.Value))];
        AxisValue batch = BatchOf(kind, cells[0].Spec);
        return axes.Any(axis => axis.Axis == batch.Axis) ? axes : [batch, .. axes];
    }

    private static AxisValue BatchOf(ScalingKind kind, RunSpec spec) => kind switch
    {
        ScalingKind.Weak => new AxisValue("batch_per_device", FigureText.Count(spec.BatchPerDevice)),
        ScalingKind.Strong => new AxisValue("global_batch", FigureText.Count(spec.GlobalBatch)),
        ScalingKind.Neither => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No curve is of this kind."),
    };
}
