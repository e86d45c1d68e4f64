using System.Text;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Reporting.Charts.Drawing;

namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>10,000 runs: no form is too large for who reads it, and each says what it leaves out.</summary>
public sealed class HugeSweepTests(HugeSweepTests.Huge huge) : IClassFixture<HugeSweepTests.Huge>
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void The_sweep_has_ten_thousand_runs() => Assert.Equal(10_000, huge.Report.Plan.Runs.Count);

    [Fact]
    public void Markdown_fits_a_step_summary()
    {
        string page = MarkdownReport.Render(huge.Report);

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 50 * 1024, 900 * 1024);
        Assert.Contains("2,300 more are left out here", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_stays_small_enough_for_a_phone()
    {
        string page = HtmlReport.Render(huge.Report, ReportCharts.Of(huge.Report));

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100 * 1024, 4 * MiB);
        Assert.Contains("1,500 more are left out here", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_chart_is_larger_than_a_hundred_kilobytes() =>
        Assert.All(ReportCharts.Of(huge.Report), chart => Assert.InRange(ChartSvg.Render(chart).Length, 1000, 100 * 1024));

    [Fact]
    public void Tables_for_programs_have_every_row()
    {
        Assert.Equal(1 + 2_500, CsvReport.RenderCells(huge.Report).Count(letter => letter == '\n'));
        Assert.Equal(1 + 10_000, CsvReport.RenderRuns(huge.Report).Count(letter => letter == '\n'));
        Assert.Equal(2_500, JunitReport.Render(huge.Report).Split("<testcase ").Length - 1);
    }

    [Fact]
    public void A_console_shows_a_screenful_and_says_so()
    {
        string text = ConsoleText.Plain(huge.Report, width: 120);

        Assert.InRange(text.Split('\n').Length, 20, 120);
        Assert.Contains("2,440 more cells are in the report", text, StringComparison.Ordinal);
    }

    public sealed class Huge
    {
        internal SpeedupReport Report { get; } = Sweeps.Huge().Report();
    }
}
