using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Sections;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>What holds the fastest cell up most, and what to try first; null where no step was measured.</summary>
internal static class BottleneckSentence
{
    public static string? Of(SpeedupReport report) =>
        report.Bottlenecks.Where(found => found.Cell.Figures.ImagesPerSecond is not null).MaxBy(found => found.Cell.Figures.ImagesPerSecond!.Mean.Value) is { } fastest
            ? $"{Claim(fastest)}{Ceilings(report, fastest.Cell)}{Advice(fastest)}"
            : null;

    private static string Claim(Bottleneck found) => found.IsCompute
        ? $"The fastest cell is held up by arithmetic: forward and backward are {FigureText.Percent(found.Share)} of its time, and no other part is {FigureText.Percent(Bottleneck.LeastShare)} or more{Idle(found)}."
        : $"Main bottleneck of the fastest cell: {BottleneckText.Name(found.Main)}, {FigureText.Percent(found.Share)} of its time{(found.Measured?.Gain is null ? $" (without it at most {FigureText.Factor(found.Ceiling)})" : "")}.";

    private static string Ceilings(SpeedupReport report, Cell fastest)
    {
        string[] claims = [.. report.Cells.First(row => row.Cell.Id == fastest.Id).Ceilings.Select(CeilingsText.Claim).OfType<string>()];
        return claims.Length == 0 ? "" : $" Measured: {string.Join("; ", claims)}.";
    }

    private static string Idle(Bottleneck found) => found.LeavesDevicesIdle ? $"; yet its {BottleneckText.Busy(found.Cell.DeviceUse!)}" : "";

    private static string Advice(Bottleneck found) => (!found.IsCompute || found.LeavesDevicesIdle) && found.Advice is [var first, ..] ? $" {first.Text}" : "";
}
