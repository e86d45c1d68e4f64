namespace ExperimentRunner.Reporting.Cells;

/// <summary>How many times as fast one cell is as another.</summary>
/// <param name="Value">Ratio of the medians.</param>
/// <param name="Low">Slowest repeat over the other's fastest; null where one of the two has one repeat.</param>
/// <param name="High">Fastest repeat over the other's slowest; null where one of the two has one repeat.</param>
/// <param name="Certainty">Whether it can be told from 1.</param>
internal sealed record Ratio(double Value, double? Low, double? High, Certainty Certainty)
{
    /// <summary>Null where one of the two is unknown.</summary>
    public static Ratio? Of(Spread? cell, Spread? reference)
    {
        if (cell is null || reference is null)
        {
            return null;
        }

        bool hasRange = cell.Count > 1 && reference.Count > 1;
        return new Ratio(
            SpeedupArithmetic.OfRates(reference.Median, cell.Median),
            hasRange ? SpeedupArithmetic.OfRates(reference.Max, cell.Min) : null,
            hasRange ? SpeedupArithmetic.OfRates(reference.Min, cell.Max) : null,
            cell.CompareWith(reference));
    }
}
