using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>How sure a ratio is.</summary>
internal static class RatioClause
{
    public static string Of(Ratio ratio) => ratio switch
    {
        { Low: { } low, High: { } high } => $" ({FigureText.Factor(low)} to {FigureText.Factor(high)} at 95 % confidence)",
        { Pairs: 0 } => ", measured in different repeats",
        _ => ", measured once",
    };
}
