using ScottPlot;
using ScottPlot.TickGenerators;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>A plot with the look that all charts share: drawn small enough for a phone, so that text is not shrunk beyond reading.</summary>
internal sealed class ChartCanvas : IDisposable
{
    public const int Width = 440;
    public const float FontSize = 12;

    private const int HeightOfPlot = 300;
    private const int WidthOfLegend = Width - 80;
    private const int HeightOfLegendRow = 20;

    /// <summary>What ScottPlot places text too high by, in pixels, where it is to be level with a line.</summary>
    private const float CenterOfText = 2;

    private readonly List<LegendItem> legend = [];
    private float heightOfLegend;

    public ChartCanvas(Chart chart, Func<string, string> text)
    {
        _ = ChartFont.Shared;
        Text = text;
        Plot = new Plot();
        Plot.FigureBackground.Color = ChartColor.Page.OnLight;
        Plot.DataBackground.Color = ChartColor.Page.OnLight;
        Plot.Axes.Title.Label.Text = text(chart.Title);
        Style(Plot.Axes.Title.Label, ChartColor.Ink, FontSize + 2);
        foreach (IAxis axis in (IAxis[])[Plot.Axes.Bottom, Plot.Axes.Left])
        {
            Style(axis.TickLabelStyle, ChartColor.Muted, FontSize);
            Style(axis.Label, ChartColor.Muted, FontSize);
            axis.FrameLineStyle.Color = ChartColor.Muted.OnLight;
            axis.MajorTickStyle.Color = ChartColor.Muted.OnLight;
            axis.MinorTickStyle.Color = ChartColor.Muted.OnLight;
            axis.MinorTickStyle.Length = 0;
        }

        Plot.Axes.Left.TickLabelStyle.OffsetY = CenterOfText;
        Plot.Axes.Right.FrameLineStyle.Width = 0;
        Plot.Axes.Top.FrameLineStyle.Width = 0;
        Plot.Grid.MajorLineColor = ChartColor.Grid.OnLight;
        Plot.Axes.Bottom.Label.Text = text(chart.XLabel);
        PlotHeight = HeightOfPlot;
    }

    public Plot Plot { get; }

    public Func<string, string> Text { get; }

    /// <summary>Without the legend.</summary>
    public int PlotHeight { get; set; }

    public int Height => PlotHeight + (int)MathF.Ceiling(heightOfLegend);

    public static void Style(LabelStyle label, ChartColor color, float size)
    {
        label.FontName = ChartFont.Name;
        label.FontSize = size;
        label.Bold = false;
        label.ForeColor = color.OnLight;
    }

    public void AddToLegend(LegendItem item, string name)
    {
        item.LabelText = Text(name);
        Style(item.LabelStyle, ChartColor.Ink, FontSize);
        item.LabelStyle.OffsetY = CenterOfText;
        legend.Add(item);
    }

    public static NumericAutomatic RoundTicks(Func<double, string> label) => new() { MinimumTickSpacing = 30, LabelFormatter = label };

    /// <summary>Draws the legend; to be called once all is on the plot.</summary>
    public void Finish()
    {
        Plot.Legend.ManualItems.AddRange(legend);
        Plot.Legend.DisplayPlottableLegendItems = false;
        Plot.Legend.FontName = ChartFont.Name;
        Plot.Legend.FontSize = FontSize;
        Plot.Legend.FontColor = ChartColor.Ink.OnLight;
        Plot.Legend.Orientation = Orientation.Vertical;
        Plot.Legend.OutlineWidth = 0;
        Plot.Legend.ShadowColor = Colors.Transparent;
        Plot.Legend.BackgroundColor = Colors.Transparent;
        Plot.Legend.Padding = new PixelPadding(0);
        ScottPlot.Panels.LegendPanel panel = Plot.ShowLegend(Edge.Bottom);
        panel.Alignment = Alignment.UpperLeft;
        panel.Padding = new PixelPadding(left: 12, right: 0, bottom: 6, top: 2);
        using Paint paint = Paint.NewDisposablePaint();
        heightOfLegend = Plot.Legend.GetLayout(new PixelSize(WidthOfLegend, legend.Count * 2 * HeightOfLegendRow), paint).LegendRect.Height + 12;
        panel.MinimumSize = heightOfLegend;
        panel.MaximumSize = heightOfLegend;
    }

    public void Dispose() => Plot.Dispose();
}
