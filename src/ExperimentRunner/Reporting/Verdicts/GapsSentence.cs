using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>What is missing, roughly measured or not as asked; null where nothing is.</summary>
internal static class GapsSentence
{
    public static string? Of(SpeedupReport report)
    {
        string[] sentences = [.. new[] { Missing(report), Differing(report), Mixed(report), Rough(report) }.OfType<string>()];
        return sentences.Length == 0 ? null : string.Join(' ', sentences);
    }

    private static string? Missing(SpeedupReport report)
    {
        RunTrouble[] troubles = [.. report.Remarks.Troubles.Where(trouble => trouble.Run.Planned.Probe is null)];
        string[] states = [.. troubles
            .GroupBy(trouble => trouble.StateAndKind)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => $"{FigureText.Count(same.Count())} {same.Key}")];
        return troubles.Length == 0
            ? null
            : $"{FigureText.Count(troubles.Length)} of {FigureText.Count(report.Cells.Sum(cell => cell.Cell.Runs.Count), "run", "runs")} did not finish ({string.Join(", ", states)}).";
    }

    private static string? Differing(SpeedupReport report)
    {
        // A fall back to fp32 has its own sentence.
        int cells = report.Remarks.Differences
            .Where(found => found.Difference is not { Setting: "amp", Used: "fp32" })
            .DistinctBy(found => found.Cell.Id)
            .Count();
        return cells == 0 ? null : $"{FigureText.Count(cells, "cell", "cells")} did not run as asked (see \"Asked and used\").";
    }

    private static string? Mixed(SpeedupReport report) => report.Remarks.Devices.Count < 2
        ? null
        : $"Runs had {FigureText.Count(report.Remarks.Devices.Count)} different devices, so their figures do not compare.";

    private static string? Rough(SpeedupReport report)
    {
        int cells = report.Cells.Count(cell => cell.Cell.Figures.HasFewSteps);
        return cells == 0
            ? null
            : $"{FigureText.Count(cells, "cell has", "cells have")} fewer than {FigureText.Count(RunTiming.EnoughMeasuredSteps)} measured steps, so {(cells == 1 ? "its speed is" : "their speeds are")} rough.";
    }
}
