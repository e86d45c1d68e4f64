using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Tables;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What probes measured: how fast cells would be without data or exchange.</summary>
internal static class CeilingsText
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        if (report.Probes.Count == 0)
        {
            return;
        }

        page.Subheading("Measured ceilings");
        page.Paragraph(
            $"Probes of {Steps(report)} steps, interleaved with the cells, leave something out; what they gain is what no remedy against it can exceed. Without data: on random numbers that lie ready, so nothing is decoded, augmented, waited for or copied, and no loader thread takes cores. Without exchange: each device updates from its own gradients alone, but still waits for the slowest one. Probes train nothing and are in no other figure. Gain: mean of the ratios within each repeat and its 95 % interval.");
        page.Table(Columns(report), [.. report.Cells.SelectMany(row => row.Ceilings, (row, ceiling) => (row, ceiling))]);
    }

    /// <summary>For example <c>without data it would do 210 images/s, x1.05 (x1.02 to x1.08)</c>; null where that was not measured.</summary>
    public static string? Claim(MeasuredCeiling ceiling) => ceiling.Gain is null
        ? null
        : $"{CeilingAdvice.Without(ceiling.Kind)} it would do {FigureText.Rate(ceiling.Probe.Figures.ImagesPerSecond?.Mean.Value)} images/s, {RatioText.Of(ceiling.Gain)}";

    private static IReadOnlyList<Column<(CellReport Row, MeasuredCeiling Ceiling)>> Columns(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report).Select(column => new Column<(CellReport Row, MeasuredCeiling Ceiling)>(column.Head, found => column.Text(found.Row), column.IsNumber)),
        new("left out", found => LeftOut(found.Ceiling.Kind), IsNumber: false),
        new("images/s", found => FigureText.Rate(found.Row.Cell.Figures.ImagesPerSecond?.Mean.Value)),
        new("without it", found => FigureText.Rate(found.Ceiling.Probe.Figures.ImagesPerSecond?.Mean.Value)),
        new("gain", found => RatioText.Of(found.Ceiling.Gain)),
        new("so", found => Reading(found.Ceiling), IsNumber: false),
    ];

    private static string Steps(SpeedupReport report) => string.Join(" or ", report.Probes.Select(probe => FigureText.Count(probe.Spec.Probe!.Steps)).Distinct());

    private static string LeftOut(ProbeKind kind) => kind switch
    {
        ProbeKind.NoData => "data",
        ProbeKind.NoExchange => "exchange",
    };

    private static string Reading(MeasuredCeiling ceiling) => ceiling switch
    {
        { Probe.FinishedRuns: 0 } => "no run of the probe finished",
        { Gain: null } => "not measured",
        { Gain: { Low: null } } => "one repeat: no interval",
        { RulesOutGain: true } => $"not worth a remedy: at most {FigureText.PercentExactly(Math.Max(0, ceiling.Gain.High!.Value - 1))}",
        { ShowsGain: true } => $"{FigureText.PercentExactly(ceiling.Gain.Low!.Value - 1)} to {FigureText.PercentExactly(ceiling.Gain.High!.Value - 1)} to gain",
        { Gain.Certainty: Certainty.NotDistinguishable } => $"perhaps nothing, at most {FigureText.PercentExactly(ceiling.Gain.High!.Value - 1)}",
        _ => $"at most {FigureText.PercentExactly(ceiling.Gain.High!.Value - 1)} to gain",
    };
}
