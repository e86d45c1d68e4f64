using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Which cell is fastest, by how much, and what that costs in accuracy.</summary>
internal static class FastestSentence
{
    public static string Of(SpeedupReport report)
    {
        CellReport[] bySpeed = [.. report.Cells
            .Where(cell => cell.Cell.Figures.ImagesPerSecond is not null)
            .OrderByDescending(cell => cell.Speedup?.Value)
            .ThenByDescending(cell => cell.IsBaseline)
            .ThenByDescending(cell => cell.Cell.Figures.ImagesPerSecond!.Mean.Value)];
        return (bySpeed, report.Baseline) switch
        {
            ([], _) when report.Remarks.PackedRuns > 0 => "Runs worked side by side (timing: packed), so their times are no timings and no speed is compared; accuracies stand.",
            ([], _) => "No run finished with a measured speed, so there is nothing to compare.",
            ([{ Speedup: null } fastest, ..], _) => $"{MissingBaseline.Reason(report)} The fastest cell is {Speed(fastest)}{Tied(bySpeed)}.",
            ([{ IsBaseline: true } only], _) => $"Only the baseline, {Speed(only)}, has figures, so there is nothing to compare.",
            ([{ IsBaseline: true } fastest, ..], _) => $"Nothing that was tried is faster than the baseline, {Speed(fastest)}{Tied(bySpeed)}.",
            ([{ Speedup: { } speedup } fastest, ..], var baseline) =>
                $"{Claim(fastest, speedup)}{Tied(bySpeed)}; {AccuracyClause.Of(fastest, baseline!)}.{FastestAsAccurate(bySpeed)}",
        };
    }

    private static string Claim(CellReport fastest, Ratio speedup) => speedup.Certainty == Certainty.NotDistinguishable
        ? $"No cell is distinguishably faster than the baseline: the fastest, {Speed(fastest)}, is {FigureText.Factor(speedup.Value)}"
        : $"Fastest: {Speed(fastest)}, {FigureText.Factor(speedup.Value)} the baseline{RatioClause.Of(speedup)}";

    private static string Speed(CellReport cell) =>
        $"{cell.Cell.Label} with {FigureText.Rate(cell.Cell.Figures.ImagesPerSecond!.Mean.Value)} images/s";

    private static string Tied(CellReport[] bySpeed) => Ties.Text("speed", bySpeed[0], bySpeed.Skip(1), RunFigures.ImagesPerSecond);

    private static string FastestAsAccurate(CellReport[] bySpeed) =>
        bySpeed[0].AccuracyDifference is { IsLoss: true }
        && bySpeed.FirstOrDefault(cell => !cell.IsBaseline && cell.AccuracyDifference is { IsLoss: false }) is { Speedup.Value: > 1 } next
            ? $" Fastest of those not distinguishably less accurate than the baseline: {Speed(next)}, {FigureText.Factor(next.Speedup.Value)}."
            : "";
}
