using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Which cell costs least at no loss of accuracy; null where there is nothing to choose from.</summary>
internal static class CheapestSentence
{
    public static string? Of(SpeedupReport report)
    {
        bool toTarget = report.Baseline?.Cell.Figures.DeviceHoursToTarget is not null;
        CellReport[] byCost = [.. report.Cells
            .Where(cell => Hours(cell, toTarget) is not null && cell.AccuracyDifference is not { IsLoss: true })
            .OrderBy(cell => Hours(cell, toTarget)!.Mean.Value)];
        if (byCost.Length < 2 || report.Baseline is not { } baseline || Hours(baseline, toTarget) is null)
        {
            return null;
        }

        CellReport cheapest = byCost[0];
        Ratio cost = Ratio.Of(cheapest.Cell, baseline.Cell, toTarget ? RunFigures.DeviceHoursToTarget : RunFigures.DeviceHoursPerMillionImages)!;
        string figure = $"{FigureText.Small(Hours(cheapest, toTarget)!.Mean.Value)} device-hours{Money(report, cheapest, toTarget)} {(toTarget ? "to the target accuracy" : "per million images")}";
        return (cheapest.IsBaseline, cost.Certainty) switch
        {
            (true, _) => $"Nothing at no loss of accuracy is cheaper than the baseline: {figure}.",
            (false, Certainty.NotDistinguishable) => $"No cell at no loss of accuracy is distinguishably cheaper than the baseline: the cheapest, {cheapest.Cell.Label}, takes {figure}, {FigureText.Factor(cost.Value)}.",
            (false, _) => $"Cheapest at no loss of accuracy: {cheapest.Cell.Label} with {figure}, {FigureText.Factor(cost.Value)} the baseline's{Interval(cost)}.",
        };
    }

    private static Spread? Hours(CellReport cell, bool toTarget) =>
        toTarget ? cell.Cell.Figures.DeviceHoursToTarget : cell.Cell.Figures.DeviceHoursPerMillionImages;

    private static string Money(SpeedupReport report, CellReport cell, bool toTarget) =>
        (toTarget ? cell.Price?.ToTarget : cell.Price?.PerMillionImages) is { } money ? $" ({FigureText.Small(money.Mean.Value)} {report.Plan.Price!.Currency})" : "";

    private static string Interval(Ratio cost) => cost is { Low: { } low, High: { } high }
        ? $" ({FigureText.Factor(low)} to {FigureText.Factor(high)} at 95 % confidence)"
        : ", measured once";
}
