using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>What changing one axis did to the speed, all other axes being equal.</summary>
/// <param name="Axis">For example <c>data.workers</c>.</param>
/// <param name="From">The value of <paramref name="Reference"/>.</param>
/// <param name="To">The value of <paramref name="Cell"/>.</param>
/// <param name="Reference">The cell with the axis's first value.</param>
/// <param name="Cell">The cell that differs in the axis alone.</param>
/// <param name="Gain">Images per second over those of the reference.</param>
internal sealed record SettingEffect(string Axis, string From, string To, Cell Reference, Cell Cell, Ratio Gain)
{
    /// <summary>Against the first cell, in the order of <paramref name="cells"/>, that is equal in all other axes; of all axes but devices, whose effect is scaling.</summary>
    public static IReadOnlyList<SettingEffect> Find(IReadOnlyList<Cell> cells) => cells.Count == 0
        ? []
        : [.. cells[0].Axes.Select(axis => axis.Axis).Where(axis => axis != "devices").SelectMany(axis => Of(axis, cells))];

    private static IEnumerable<SettingEffect> Of(string axis, IReadOnlyList<Cell> cells) =>
        from same in cells.Where(cell => cell.ValueOf(axis) is not null).GroupBy(cell => OtherAxes(cell, axis), StringComparer.Ordinal)
        let reference = same.First()
        from cell in same.Skip(1)
        let gain = cell.HasFallenBack || reference.HasFallenBack ? null : Ratio.OfSpeeds(cell, reference)
        where gain is not null
        select new SettingEffect(axis, reference.ValueOf(axis)!, cell.ValueOf(axis)!, reference, cell, gain);

    private static string OtherAxes(Cell cell, string axis) => string.Join('\n', cell.Axes.Where(other => other.Axis != axis).Select(other => $"{other.Axis}\t{other.Value}"));
}
