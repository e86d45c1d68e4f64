using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>What mixed precision gave; null where it was not tried.</summary>
internal static class AmpSentence
{
    public static string? Of(SpeedupReport report) => MeasuredRange.Of(report.AmpPairs.Select(pair => pair.Gain)) switch
    {
        { } gains => $"{Subject(report)} against fp32: {gains.Text}{NotDistinguishable(gains)}.{FellBack(report)}",
        null when report.AmpPairs.Any(pair => pair.FellBack) => FellBack(report).TrimStart(),
        null when report.AmpPairs.Count > 0 => "What mixed precision gave is not known: no pair of cells with and without it finished.",
        null => null,
    };

    private static string Subject(SpeedupReport report)
    {
        Precision[] used = [.. report.AmpPairs.Where(pair => pair.Gain is not null).SelectMany(pair => pair.On.Figures.Precisions).Distinct().Order()];
        string names = string.Join(" and ", used.Select(precision => precision.ToString().ToLowerInvariant()));
        return names.Length == 0 ? "Mixed precision" : $"Mixed precision ({names})";
    }

    private static string NotDistinguishable(MeasuredRange gains) => (gains.NotDistinguishable, gains.Ratios.Count) switch
    {
        (0, _) => "",
        (var some, var all) when some == all => ", not distinguishable from no gain",
        (var some, _) => $", {FigureText.Count(some)} of them not distinguishable from no gain",
    };

    private static string FellBack(SpeedupReport report)
    {
        int cells = report.AmpPairs.Count(pair => pair.FellBack);
        return cells == 0 ? "" : $" Mixed precision was asked for but ran in fp32 in {FigureText.Count(cells, "cell", "cells")}: its gain is not measured there.";
    }
}
