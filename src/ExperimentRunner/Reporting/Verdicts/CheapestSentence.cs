using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Which cell costs least of those that are not distinguishably less accurate; null where there is nothing to choose from.</summary>
internal static class CheapestSentence
{
    public static string? Of(SpeedupReport report)
    {
        if (report.Baseline is not { } baseline)
        {
            return null;
        }

        bool toTarget = HasTarget(baseline.Cell, baseline) && baseline.Cell.Figures.TargetMissed == 0;
        Func<RunResult, double?> hours = toTarget ? RunFigures.DeviceHoursToTarget : RunFigures.DeviceHoursPerMillionImages;
        CellReport[] compared = [.. report.Cells.Where(cell => cell.AccuracyDifference is not { IsLoss: true } && (!toTarget || HasTarget(cell.Cell, baseline)))];
        (CellReport Cell, Ratio Cost)[] byCost =
        [
            .. from cell in compared
               where !toTarget || cell.Cell.Figures.TargetMissed == 0
               let cost = Ratio.Of(cell.Cell, baseline.Cell, hours)
               where cost is not null
               orderby cost.Value, cell.IsBaseline descending
               select (cell, cost),
        ];
        int missed = toTarget ? compared.Count(cell => cell.Cell.Figures.TargetMissed > 0) : 0;
        return byCost.Length < 2 ? null : $"{Claim(report, byCost, toTarget, hours)}{Missed(missed)}.";
    }

    private static bool HasTarget(Cell cell, CellReport baseline) =>
        cell.Figures.TargetReached is not null && cell.Spec.Train.TargetAccuracy == baseline.Cell.Spec.Train.TargetAccuracy;

    private static string Claim(SpeedupReport report, (CellReport Cell, Ratio Cost)[] byCost, bool toTarget, Func<RunResult, double?> hours)
    {
        (CellReport cheapest, Ratio cost) = byCost[0];
        string figure = $"{FigureText.Small(Hours(cheapest, toTarget)!.Mean.Value)} device-hours{Money(report, cheapest, toTarget)} {(toTarget ? "to the target accuracy" : "per million images")}";
        return (cheapest.IsBaseline, cost.Certainty) switch
        {
            (true, _) => $"Nothing{Condition(byCost[1].Cell)} is cheaper than the baseline: {figure}",
            (false, Certainty.NotDistinguishable) => $"No cell{Condition(cheapest)} is distinguishably cheaper than the baseline: the cheapest, {cheapest.Cell.Label}, takes {figure}, {FigureText.Factor(cost.Value)}",
            (false, _) => $"Cheapest{Condition(cheapest)}: {cheapest.Cell.Label} with {figure}, {FigureText.Factor(cost.Value)} the baseline's{RatioClause.Of(cost)}{Ties.Text("cost", cheapest, byCost.Skip(1).Select(next => next.Cell), hours)}; {AccuracyClause.Of(cheapest, report.Baseline!)}",
        };
    }

    /// <summary>Nothing, where repeats are too few to show a loss.</summary>
    private static string Condition(CellReport cell) => cell.AccuracyDifference is null or { Certainty: Certainty.OneRepeat } ? "" : " at no distinguishable loss of accuracy";

    private static string Missed(int cells) => cells == 0
        ? ""
        : $"; {FigureText.Count(cells, "cell that missed the target in a repeat is", "cells that missed the target in a repeat are")} left out";

    private static Spread? Hours(CellReport cell, bool toTarget) =>
        toTarget ? cell.Cell.Figures.DeviceHoursToTarget : cell.Cell.Figures.DeviceHoursPerMillionImages;

    private static string Money(SpeedupReport report, CellReport cell, bool toTarget) =>
        (toTarget ? cell.Price?.ToTarget : cell.Price?.PerMillionImages) is { } money ? $" ({FigureText.Small(money.Mean.Value)} {report.Plan.Price!.Currency})" : "";
}
