using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What holds cells up, what to try against it, and what the matrix tried.</summary>
internal static class BottleneckText
{
    private static readonly IReadOnlyList<Column<SettingEffect>> EffectColumns =
    [
        new("axis", effect => effect.Axis, IsNumber: false),
        new("from", effect => effect.From, IsNumber: false),
        new("to", effect => effect.To, IsNumber: false),
        new("in", effect => effect.Cell.LabelWithout(effect.Axis), IsNumber: false),
        new("images/s", effect => RatioText.Of(effect.Gain)),
    ];

    public static void Write(IReportPage page, SpeedupReport report)
    {
        page.Subheading("Bottlenecks");
        page.Paragraph($"Shares of training and evaluation. A part counts from {FigureText.Percent(Bottleneck.LeastShare)} on; the ceiling is the speed that the cell would have if the part took no time{(report.Probes.Count == 0 ? "" : ", unless a probe measured it")}.");
        page.Bullets([.. report.Bottlenecks.GroupBy(found => found.Main).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).Select(same => Sentence([.. same]))]);
        Idle(page, report);
        CeilingsText.Write(page, report);
        if (report.Effects.Count > 0)
        {
            page.Subheading("What each axis did to the speed");
            page.Paragraph("Cells that are equal in all other axes, against the first value of the axis; the mean of the ratios within each repeat and its 95 % interval.");
            page.Table(EffectColumns, report.Effects);
        }
    }

    /// <summary>For example <c>exchange</c>.</summary>
    public static string Name(TimePart part) => part switch
    {
        TimePart.DataWait => "waiting for data",
        TimePart.Copy => "copying images to the device",
        TimePart.Forward or TimePart.Backward => "forward and backward",
        TimePart.Exchange => "exchange of gradients",
        TimePart.Optimizer => "the optimizer",
        TimePart.Evaluation => "evaluation",
    };

    public static string Share(IReadOnlyList<Bottleneck> same)
    {
        string low = FigureText.Percent(same.Min(found => found.Share));
        string high = FigureText.Percent(same.Max(found => found.Share));
        return low == high ? low : $"{low} to {high}";
    }

    private static void Idle(IReportPage page, SpeedupReport report)
    {
        Bottleneck[] idle = [.. report.Bottlenecks.Where(found => found.LeavesDevicesIdle)];
        if (idle.Length > 0)
        {
            page.Paragraph($"Devices that were not busy all the time although their steps are arithmetic (below {FigureText.Percent(DeviceUse.LeastShare)}, or with a standard deviation over {FigureText.Percent(DeviceUse.MostVariation)} of the mean), over whole runs:");
            page.Bullets([.. idle.Take(PageLimits.Remarks).Select(found => $"{found.Cell.Label}: {Busy(found.Cell.DeviceUse!)}")]);
            page.LeftOut(idle.Length, PageLimits.Remarks);
        }
    }

    /// <summary>For example <c>GPUs were busy 45 % of the time</c>.</summary>
    public static string Busy(DeviceUse use) =>
        $"{(use.IsGpu ? "GPUs" : "threads")} were busy {FigureText.Percent(use.Share)} of the time{(use.IsWavering ? $", wavering by {FigureText.Percent(use.Deviation)}" : "")}";

    private static string Sentence(IReadOnlyList<Bottleneck> same)
    {
        string cells = same.Count == 1 ? same[0].Cell.Label : FigureText.Count(same.Count, "cell", "cells");
        string ceiling = same[0].IsCompute ? "" : $" ({Ceiling(same)})";
        return $"{Name(same[0].Main)}: {Share(same)} in {cells}{ceiling}. {string.Join(' ', Advised(same))}".TrimEnd();
    }

    private static string Ceiling(IReadOnlyList<Bottleneck> same) => same.Select(found => found.Measured?.Gain).OfType<Ratio>().MaxBy(gain => gain.Value) is { } measured
        ? $"measured without it: {(same.Count == 1 ? "" : "at most ")}{RatioText.Of(measured)}"
        : $"ceiling {FigureText.Factor(same.Max(found => found.Ceiling))}";

    private static IEnumerable<string> Advised(IReadOnlyList<Bottleneck> same) =>
        same.SelectMany(found => found.Advice)
            .GroupBy(advice => advice.Text, StringComparer.Ordinal)
            .Select(advice => $"{advice.Key}{Measured([.. advice.Select(given => given.Measured).OfType<SettingEffect>()])}");

    private static string Measured(SettingEffect[] effects) => effects.Length == 0
        ? ""
        : $" Measured: {string.Join(", ", effects.OrderByDescending(effect => effect.Gain.Value).Take(1).Select(effect => $"{effect.From} to {effect.To} gave {RatioText.Of(effect.Gain)} in {effect.Cell.LabelWithout(effect.Axis)}"))}.";
}
