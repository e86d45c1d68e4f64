using ExperimentRunner.Reporting.Rules;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>Learning-rate rules at each global batch.</summary>
internal static class RulesSection
{
    private static readonly IReadOnlyList<Column<TableAgainstSqrt>> TableColumns =
    [
        new("devices", row => FigureText.Count(row.Devices)),
        new("table", row => FigureText.Factor(row.TableFactor)),
        new("sqrt", row => FigureText.Factor(row.SqrtFactor)),
        new("table against sqrt", row => FigureText.SignedPercent(row.RelativeDifference)),
        new("accuracy, table less sqrt", row => row.Measured.Count == 0 ? "not measured here" : string.Join("; ", row.Measured.Select(found => RatioText.Of(found.Difference))), IsNumber: false),
    ];

    public static void Write(IReportPage page, SpeedupReport report)
    {
        if (report.RuleComparisons.Count == 0)
        {
            return;
        }

        page.Section("Learning-rate rules");
        page.Paragraph("Cells that differ in lr_rule alone. rate: what the rule makes of the base rate. Differences of accuracy: mean over the repeats with its 95 % interval, for these test images.");
        page.Table(RuleTableRow.Columns, RuleTableRow.Of(report.RuleComparisons));
        page.Paragraph("The article's table and the square root that it resembles, with the batch of each device kept:");
        page.Table(TableColumns, report.TableAgainstSqrt);
    }
}
