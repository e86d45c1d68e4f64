using ExperimentRunner.Reporting.Rules;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Which learning-rate rule keeps accuracy at larger batches; null where rules do not vary.</summary>
internal static class RuleSentence
{
    public static string? Of(SpeedupReport report)
    {
        int batch = report.Baseline?.Cell.Spec.GlobalBatch ?? 0;
        string[] rules = [.. report.RuleComparisons
            .Where(comparison => comparison.GlobalBatch > batch)
            .SelectMany(comparison => comparison.Rows)
            .Where(row => row.AgainstBaseline is not null)
            .GroupBy(row => row.Rule)
            .OrderBy(rule => rule.Count(row => row.AgainstBaseline!.IsLoss))
            .ThenByDescending(rule => rule.Average(row => row.AgainstBaseline!.Value))
            .Select(rule => $"{rule.Key.ToString().ToLowerInvariant()} {Outcome([.. rule])}")];
        return rules.Length == 0 ? null : $"Learning-rate rules at batches above the baseline's, by accuracy against the baseline: {string.Join("; ", rules)}.";
    }

    private static string Outcome(RuleRow[] rows)
    {
        string low = FigureText.SignedPoints(rows.Min(row => row.AgainstBaseline!.Value));
        string high = FigureText.SignedPoints(rows.Max(row => row.AgainstBaseline!.Value));
        string range = low == high ? $"{low} points" : $"{low} to {high} points";
        int lost = rows.Count(row => row.AgainstBaseline!.IsLoss);
        bool isKnown = rows.Any(row => row.AgainstBaseline!.Interval is not null);
        return (lost, isKnown) switch
        {
            (0, false) => $"{range}, measured once",
            (0, true) => $"{range}, no loss that the repeats show",
            _ => $"{range}, a loss{(rows.Any(row => row.AgainstBaseline is { IsLoss: true, ExceedsFloor: true }) ? "" : " on these test images")} in {FigureText.Count(lost)} of {FigureText.Count(rows.Length, "cell", "cells")}",
        };
    }
}
