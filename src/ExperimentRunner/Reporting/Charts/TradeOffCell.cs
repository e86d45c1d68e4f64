using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Charts;

/// <summary>A cell by the time that it takes and another figure.</summary>
/// <param name="Range">Of <paramref name="Y"/> over the repeats; null where it has none.</param>
internal sealed record TradeOffCell(Cell Cell, double Seconds, double Y, Spread? Range)
{
    /// <summary>Cells for which no other is as fast and has a higher figure, the fastest first.</summary>
    public static IReadOnlyList<TradeOffCell> FrontOfHighest(IEnumerable<TradeOffCell> cells) => Front(cells, cell => cell.Y);

    /// <summary>Cells for which no other is as fast and has a lower figure, the fastest first.</summary>
    public static IReadOnlyList<TradeOffCell> FrontOfLowest(IEnumerable<TradeOffCell> cells) => Front(cells, cell => -cell.Y);

    private static List<TradeOffCell> Front(IEnumerable<TradeOffCell> cells, Func<TradeOffCell, double> gain)
    {
        var front = new List<TradeOffCell>();
        double best = double.NegativeInfinity;
        foreach (TradeOffCell cell in cells.OrderBy(cell => cell.Seconds).ThenByDescending(gain))
        {
            if (gain(cell) > best)
            {
                front.Add(cell);
                best = gain(cell);
            }
        }

        return front;
    }
}
