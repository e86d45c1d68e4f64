using ExperimentRunner.Reporting.Expectations;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What the matrix expected, and whether it is so.</summary>
internal static class ExpectationsSection
{
    private static readonly IReadOnlyList<Column<(JudgedExpectation Expectation, JudgedCell Judged)>> Columns =
    [
        new("expected", row => row.Expectation.Expectation.Text, IsNumber: false),
        new("cell", row => row.Judged.Cell.Label, IsNumber: false),
        new("against", row => row.Judged.Reference?.Label ?? FigureText.None, IsNumber: false),
        new("measured", row => ExpectationText.Figure(row.Expectation.Expectation.Measure, row.Judged.Figure)),
        new("judgement", row => row.Judged.Judgement.ToString().ToLowerInvariant(), IsNumber: false),
        new("remark", row => ExpectationText.Remark(row.Judged), IsNumber: false),
    ];

    public static void Write(IReportPage page, SpeedupReport report)
    {
        if (report.Expectations.Count == 0)
        {
            return;
        }

        page.Section("Expectations");
        page.Table(Columns, [.. report.Expectations.SelectMany(expectation => expectation.Cells, (expectation, judged) => (expectation, judged))]);
        page.Paragraph("Judged with 95 % intervals over the repeats, for these test images: passed if all of the interval meets the bound, failed if none of it does.");
    }
}
