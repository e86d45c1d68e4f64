using System.Globalization;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>Orders cells axis by axis, numbers by size and before words, whatever order they ran in.</summary>
internal sealed class CellOrder : IComparer<Cell>
{
    public int Compare(Cell? x, Cell? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        foreach ((AxisValue a, AxisValue b) in x.Axes.Zip(y.Axes))
        {
            int order = CompareValues(a.Value, b.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(x.Id, y.Id);
    }

    private static int CompareValues(string x, string y) => (Number(x), Number(y)) switch
    {
        ({ } a, { } b) => a.CompareTo(b),
        (not null, null) => -1,
        (null, not null) => 1,
        (null, null) => string.CompareOrdinal(x, y),
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
