using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>What a cell's accuracy is beside the baseline's.</summary>
internal static class AccuracyClause
{
    public static string Of(Cell cell, Cell baseline)
    {
        if (cell.Figures.Accuracy is not { } reached || baseline.Figures.Accuracy is not { } reference)
        {
            return "accuracy was not measured for both";
        }

        double difference = reached.Median - reference.Median;
        string values = $"{FigureText.PercentExactly(reached.Median)} against {FigureText.PercentExactly(reference.Median)}";
        string size = $"{FigureText.Points(difference)} {(difference < 0 ? "lower" : "higher")}";
        return reached.CompareWith(reference) switch
        {
            Certainty.NotDistinguishable => $"its accuracy is not distinguishable from the baseline's ({values})",
            Certainty.Distinguishable => $"its accuracy is {size} ({values})",
            Certainty.OneRepeat when difference == 0 => $"its accuracy came out the same ({FigureText.PercentExactly(reached.Median)})",
            Certainty.OneRepeat => $"its accuracy came out {size} ({values})",
        };
    }

    /// <summary>The repeats show that <paramref name="cell"/> is less accurate.</summary>
    public static bool IsLower(Cell cell, Cell baseline) =>
        cell.Figures.Accuracy is { } reached
        && baseline.Figures.Accuracy is { } reference
        && reached.Median < reference.Median
        && reached.CompareWith(reference) == Certainty.Distinguishable;
}
