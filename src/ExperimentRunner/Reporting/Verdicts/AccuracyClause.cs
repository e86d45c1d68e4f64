using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>What a cell's accuracy is beside the baseline's.</summary>
internal static class AccuracyClause
{
    public static string Of(CellReport cell, CellReport baseline)
    {
        if (cell.AccuracyDifference is not { } difference || cell.Cell.Figures.Accuracy is not { } reached || baseline.Cell.Figures.Accuracy is not { } reference)
        {
            return "accuracy was not measured for both";
        }

        string values = $"{FigureText.PercentExactly(reached.Mean.Value)} against {FigureText.PercentExactly(reference.Mean.Value)}";
        string size = $"{FigureText.Points(difference.Value)} {(difference.Value < 0 ? "lower" : "higher")}";
        return difference.Certainty switch
        {
            Certainty.NotDistinguishable => $"its accuracy is not distinguishable from the baseline's ({values}{Largest(difference)})",
            Certainty.Distinguishable when !difference.ExceedsFloor => $"its accuracy is {size} on these test images ({values}), too little to say so for others",
            Certainty.Distinguishable => $"its accuracy is {size} ({values})",
            Certainty.OneRepeat when difference.Value == 0 => $"its accuracy came out the same ({FigureText.PercentExactly(reached.Mean.Value)})",
            Certainty.OneRepeat => $"its accuracy came out {size} ({values})",
        };
    }

    private static string Largest(AccuracyDifference difference) => difference.Interval is { Low: < 0 and var low }
        ? $"; a loss of up to {FigureText.Points(low)} is not ruled out"
        : "";
}
