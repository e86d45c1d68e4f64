using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Reporting.Charts.Drawing;

namespace ExperimentRunner.Tests.Reporting.Forms;

public sealed partial class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_sweep_over_devices_and_precision_has_every_chart() =>
        Assert.Equal(
            ["speedup", "efficiency", "time-split", "accuracy-time", "learning-epochs", "learning-time", "cost-time"],
            ReportCharts.Of(Sweeps.CleanScaling().Report()).Select(chart => chart.Id));

    [Fact]
    public void A_sweep_of_one_device_has_no_chart_over_devices() =>
        Assert.DoesNotContain(ReportCharts.Of(Sweeps.OneDevice().Report()), chart => chart.Id is "speedup" or "efficiency");

    [Fact]
    public void A_sweep_without_figures_has_no_chart() => Assert.Empty(ReportCharts.Of(Sweeps.AllFailed().Report()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_in_a_page_are_unique_and_every_reference_has_its_target(string name)
    {
        XElement[] charts = [.. ReportCharts.Of(Sweeps.All[name]().Report()).Select(chart => XElement.Parse(ChartSvg.RenderInline(chart)))];

        string[] ids = [.. charts.SelectMany(chart => chart.DescendantsAndSelf()).Attributes("id").Select(id => id.Value)];
        string[] references = [.. charts.SelectMany(chart => chart.Descendants()).Attributes("clip-path").Select(clip => clip.Value["url(#".Length..^1])];

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(references, reference => Assert.Contains(reference, ids));
    }

    [Fact]
    public void A_chart_says_in_words_what_it_shows()
    {
        XElement chart = Draw(Sweeps.CleanScaling().Report(), "speedup");

        Assert.Equal("img", chart.Attribute("role")!.Value);
        Assert.Equal("speedup-title speedup-desc", chart.Attribute("aria-labelledby")!.Value);
        Assert.Equal("Speedup over devices", chart.Element(Svg + "title")!.Value);
        Assert.Contains("batch_per_device 32, amp off: x1.00 at 1 device, x1.94 at 2 devices", chart.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_in_a_page_are_all_its_variables()
    {
        string svg = string.Concat(ReportCharts.Of(Sweeps.CleanScaling().Report()).Select(ChartSvg.RenderInline));

        Assert.Matches("fill=\"var\\(--series-1\\)\"", svg);
        Assert.Empty(Color().Matches(svg));
    }

    [Fact]
    public void Characters_that_the_font_lacks_are_in_the_SVG_all_the_same()
    {
        XElement chart = Draw(Sweeps.NonAscii().Report(), "time-split");

        string[] texts = [.. chart.Descendants(Svg + "text").Select(text => text.Value)];

        Assert.Contains("devices 2, weights モデル/桃🍑.safetensors", texts);
        Assert.Contains("devices 2, weights =cmd|' /C calc'!A0", texts);
    }

    [Fact]
    public void Two_names_that_are_drawn_alike_keep_their_own_texts()
    {
        var texts = new DrawnText();

        string peach = texts.Of("桃");
        string pear = texts.Of("梨");

        Assert.Equal("桃", texts.Real(peach));
        Assert.Equal("梨", texts.Real(pear));
        Assert.Equal(peach, texts.Of("桃"));
        Assert.Equal("□", DrawnText.WithBoxes("桃"));
    }

    [Fact]
    public void The_font_is_ours_whatever_the_machine_has()
    {
        Assert.Equal(7.635, ChartFont.Shared.Measure("1", 12), 3);
        Assert.All("aÄßéłŐΩдЖ→×−".EnumerateRunes(), rune => Assert.True(ChartFont.Shared.Covers(rune), rune.ToString()));
    }

    [Fact]
    public void Text_is_anchored_as_it_was_placed()
    {
        XElement chart = Draw(Sweeps.CleanScaling().Report(), "speedup");

        Assert.Equal("middle", Text("Speedup over devices").Attribute("text-anchor")!.Value);
        Assert.Equal("end", chart.Descendants(Svg + "text").First(text => text.Value == "3").Attribute("text-anchor")!.Value);
        Assert.Null(Text("ideal").Attribute("text-anchor"));

        XElement Text(string value) => chart.Descendants(Svg + "text").Single(text => text.Value == value);
    }

    [Fact]
    public void A_curve_of_many_groups_says_how_many_it_leaves_out()
    {
        var sweep = new SweepBuilder("devices", "batch_per_device");
        for (int batch = 1; batch <= 9; batch++)
        {
            sweep.Cell(new(1, batch), (100, 0.9)).Cell(new(2, batch), (190, 0.9));
        }

        SpeedupReport report = sweep.Report();
        int curves = report.Curves.Count;
        Chart chart = ReportCharts.Of(report)[0];

        Assert.True(curves > ChartLimits.Series);
        Assert.Equal(ChartLimits.Series + 1, ((LineChart)chart).Series.Count);
        Assert.EndsWith($" {(curves - ChartLimits.Series).ToString(CultureInfo.InvariantCulture)} more groups are left out here; the tables have them.", chart.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void The_front_has_the_cells_that_no_other_beats_in_both()
    {
        SpeedupReport report = new SweepBuilder("devices")
            .Cell(new(1), (100, 0.92), (100, 0.92))
            .Cell(new(2), (150, 0.85), (150, 0.85))
            .Cell(new(4), (800, 0.9), (800, 0.9))
            .Cell(new(8), (1000, 0.7), (1000, 0.7))
            .Report();

        LineChart chart = ReportCharts.Of(report).OfType<LineChart>().Single(each => each.Id == "accuracy-time");

        Assert.Equal(["devices 4", "devices 1"], chart.Series.Where(series => series.Look == SeriesLook.Points).Select(series => series.Name));
        Assert.Equal(["devices 8", "devices 2"], chart.Series.Where(series => series.Look == SeriesLook.Background).SelectMany(series => series.Points).OrderBy(point => point.X).Select(NameOf));

        string NameOf(ChartPoint point) => report.Cells.Single(cell => Math.Abs(cell.Cell.Figures.WallSeconds!.Value - point.X) < 1e-9).Cell.Label;
    }

    public static TheoryData<string> Names => new(Sweeps.All.Keys);

    private static XElement Draw(SpeedupReport report, string id) =>
        XElement.Parse(ChartSvg.RenderInline(ReportCharts.Of(report).Single(chart => chart.Id == id)));

    [GeneratedRegex("(fill|stroke)=\"(#|black|white)[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
