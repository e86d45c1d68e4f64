using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Which cell is fastest, by how much, and what that costs in accuracy.</summary>
internal static class FastestSentence
{
    private const int MostNamed = 2;

    public static string Of(SpeedupReport report)
    {
        CellReport[] bySpeed = [.. report.Cells
            .Where(cell => cell.Cell.Figures.ImagesPerSecond is not null)
            .OrderByDescending(cell => cell.Cell.Figures.ImagesPerSecond!.Mean.Value)];
        return (bySpeed, report.Baseline) switch
        {
            ([], _) when report.Remarks.PackedRuns > 0 => "Runs worked side by side (timing: packed), so their times are no timings and no speed is compared; accuracies stand.",
            ([], _) => "No run finished with a measured speed, so there is nothing to compare.",
            ([{ Speedup: null } fastest, ..], _) => $"{MissingBaseline.Reason(report)} The fastest cell is {Speed(fastest)}{Ties(bySpeed)}.",
            ([{ IsBaseline: true } only], _) => $"Only the baseline, {Speed(only)}, has figures, so there is nothing to compare.",
            ([{ IsBaseline: true } fastest, ..], _) => $"Nothing that was tried is faster than the baseline, {Speed(fastest)}{Ties(bySpeed)}.",
            ([{ Speedup: { } speedup } fastest, ..], var baseline) =>
                $"{Claim(fastest, speedup)}{Ties(bySpeed)}; {AccuracyClause.Of(fastest, baseline!)}.{FastestAsAccurate(bySpeed)}",
        };
    }

    private static string Claim(CellReport fastest, Ratio speedup) => speedup.Certainty == Certainty.NotDistinguishable
        ? $"No cell is distinguishably faster than the baseline: the fastest, {Speed(fastest)}, is {FigureText.Factor(speedup.Value)}"
        : $"Fastest: {Speed(fastest)}, {FigureText.Factor(speedup.Value)} the baseline{Range(speedup)}";

    private static string Speed(CellReport cell) =>
        $"{cell.Cell.Label} with {FigureText.Rate(cell.Cell.Figures.ImagesPerSecond!.Mean.Value)} images/s";

    private static string Range(Ratio speedup) => speedup is { Low: { } low, High: { } high }
        ? $" ({FigureText.Factor(low)} to {FigureText.Factor(high)} at 95 % confidence)"
        : "";

    private static string Ties(CellReport[] bySpeed)
    {
        string[] ties = [.. bySpeed.Skip(1)
            .Where(cell => Ratio.OfSpeeds(cell.Cell, bySpeed[0].Cell) is { Certainty: Certainty.NotDistinguishable })
            .Select(cell => cell.Cell.Label)];
        string more = ties.Length > MostNamed ? $" and {FigureText.Count(ties.Length - MostNamed)} more" : "";
        return ties.Length == 0 ? "" : $", in speed not distinguishable from {string.Join(" and from ", ties.Take(MostNamed))}{more}";
    }

    private static string FastestAsAccurate(CellReport[] bySpeed) =>
        bySpeed[0].AccuracyDifference is { IsLoss: true }
        && bySpeed.FirstOrDefault(cell => !cell.IsBaseline && cell.AccuracyDifference is { IsLoss: false }) is { Speedup.Value: > 1 } next
            ? $" Fastest of those not distinguishably less accurate than the baseline: {Speed(next)}, {FigureText.Factor(next.Speedup.Value)}."
            : "";
}
