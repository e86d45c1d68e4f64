using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>The settings by which the cells of a matrix differ.</summary>
internal static class VaryingAxes
{
    /// <summary>In the order of the matrix; <c>devices</c> if nothing differs.</summary>
    public static IReadOnlyList<Setting> Of(IReadOnlyList<Cell> cells, MatrixSection matrix)
    {
        Setting[] varying =
        [
            .. matrix.Axes.Select(axis => axis.Setting)
                .Concat(cells.SelectMany(cell => cell.Written).Select(assignment => assignment.Setting))
                .Distinct()
                .Where(setting => cells.Select(cell => cell.Effective(setting).Value).Distinct().Skip(1).Any()),
        ];
        return varying.Length > 0 ? varying : [CellSettings.Devices];
    }

    public static IReadOnlyList<AxisValue> ValuesOf(Cell cell, IReadOnlyList<Setting> axes) =>
        [.. axes.Select(setting => new AxisValue(setting.Name, cell.Effective(setting).Value.Text))];
}
