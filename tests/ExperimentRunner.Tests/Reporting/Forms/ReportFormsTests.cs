using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Reporting.Charts.Drawing;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>Every form of a report, of the same sweeps: one verified file a form and sweep.</summary>
public sealed class ReportFormsTests
{
    public static TheoryData<string> Names => MadeUpSweeps.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Markdown(string sweep) => Verify(sweep, "md", MarkdownReport.Render);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Json(string sweep) => Verify(sweep, "json", JsonText.Of);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Csv_of_cells(string sweep) => Verify(sweep, "csv", report => WithLineFeeds(CsvReport.RenderCells(report)));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Csv_of_runs(string sweep) => Verify($"{sweep}.runs", "csv", report => WithLineFeeds(CsvReport.RenderRuns(report)), sweep);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Junit(string sweep) => Verify(sweep, "xml", JunitReport.Render);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Console(string sweep) => Verify(sweep, "txt", report => ConsoleText.Plain(report, width: 120));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Html(string sweep) => Verify(sweep, "html", report => HtmlSkeleton.Of(HtmlReport.Render(report, ReportCharts.Of(report))));

    [Fact]
    public Task Speedup_as_svg() => VerifySvg("speedup");

    [Fact]
    public Task Time_split_as_svg() => VerifySvg("time-split");

    // As git keeps text.
    private static string WithLineFeeds(string csv) => csv.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static Task VerifySvg(string chart) => Verifier.Verify(
        ChartSvg.Render(ReportCharts.Of(Sweeps.CleanScaling().Report()).Single(each => each.Id == chart)).Replace("><", ">\n<", StringComparison.Ordinal),
        "svg",
        test: $"clean-scaling.{chart}");

    private static Task Verify(string file, string extension, Func<SpeedupReport, string> render, string? sweep = null) =>
        Verifier.Verify(render(MadeUpSweeps.All[sweep ?? file]().Report()), extension, test: file);
}
