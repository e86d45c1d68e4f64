using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>Draws bars, each below its name: names are long, and a phone is narrow.</summary>
internal static class StackedBarDrawing
{
    private const int HeightOfBar = 36;
    private const int HeightOfRest = 90;
    private const double Thickness = 0.4;

    public static void Draw(ChartCanvas canvas, StackedBarChart chart)
    {
        Plot plot = canvas.Plot;
        canvas.PlotHeight = HeightOfRest + (chart.Bars.Count * HeightOfBar);
        for (int row = 0; row < chart.Bars.Count; row++)
        {
            Bar(canvas, chart.Bars[row], chart.Bars.Count - 1 - row);
        }

        foreach ((string part, ChartColor color) in chart.Parts.Zip(ChartColor.Series))
        {
            canvas.AddToLegend(new LegendItem { FillColor = color.OnLight, LineWidth = 0, MarkerShape = MarkerShape.None }, part);
        }

        plot.Axes.Left.TickGenerator = new NumericManual();
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Bottom.TickGenerator = ChartCanvas.RoundTicks(value => value.ToString("#,##0.####", CultureInfo.InvariantCulture));
        plot.Axes.SetLimits(0, chart.Bars.Max(bar => bar.Values.Sum()) * 1.02, -0.5, chart.Bars.Count - 0.2);
    }

    private static void Bar(ChartCanvas canvas, StackedBar bar, double position)
    {
        double begin = 0;
        var parts = new List<Bar>();
        foreach ((double value, ChartColor color) in bar.Values.Zip(ChartColor.Series))
        {
            parts.Add(new Bar
            {
                Position = position,
                ValueBase = begin,
                Value = begin + value,
                Size = Thickness,
                Orientation = Orientation.Horizontal,
                FillColor = color.OnLight,

                // Parts stay apart for who sees no difference of colour.
                LineColor = ChartColor.Page.OnLight,
                LineWidth = 1,
            });
            begin += value;
        }

        canvas.Plot.Add.Bars(parts);
        ScottPlot.Plottables.Text name = canvas.Plot.Add.Text(canvas.Text(bar.Name), 0, position + (Thickness / 2));
        ChartCanvas.Style(name.LabelStyle, ChartColor.Ink, ChartCanvas.FontSize);
        name.Alignment = Alignment.LowerLeft;
    }
}
