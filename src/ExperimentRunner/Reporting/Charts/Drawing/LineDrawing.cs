using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>Draws figures over a figure.</summary>
internal static class LineDrawing
{
    private const double ShareOfBandColor = 0.18;

    private const double RoomAbove = 0.08;

    /// <summary>Shapes tell series apart where colours do not.</summary>
    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.OpenCircle, MarkerShape.Eks];

    public static void Draw(ChartCanvas canvas, LineChart chart)
    {
        int colored = 0;
        foreach (ChartSeries series in chart.Series)
        {
            switch (series.Look)
            {
                case SeriesLook.Reference:
                    Reference(canvas, series);
                    break;
                case SeriesLook.Background:
                    Marked(canvas, series, ChartColor.Muted, MarkerShape.OpenCircle, size: 5, lineWidth: 0);
                    break;
                case SeriesLook.Line:
                    Band(canvas, series, ChartColor.Series[colored]);
                    Marked(canvas, series, ChartColor.Series[colored], Shapes[colored++], size: 7, lineWidth: 2);
                    break;
                case SeriesLook.Points:
                    ErrorBars(canvas, series, ChartColor.Series[colored]);
                    Marked(canvas, series, ChartColor.Series[colored], Shapes[colored++], size: 9, lineWidth: 0);
                    break;
            }
        }

        Axes(canvas, chart);
    }

    private static void Reference(ChartCanvas canvas, ChartSeries series)
    {
        ScottPlot.Plottables.Scatter line = canvas.Plot.Add.ScatterLine(Xs(series), Ys(series), ChartColor.Muted.OnLight);
        line.LineWidth = 1.5f;
        line.LinePattern = LinePattern.DenselyDashed;
        canvas.AddToLegend(new LegendItem { LineColor = ChartColor.Muted.OnLight, LineWidth = 1.5f, LinePattern = LinePattern.DenselyDashed }, series.Name);
    }

    private static void Marked(ChartCanvas canvas, ChartSeries series, ChartColor color, MarkerShape shape, float size, float lineWidth)
    {
        ScottPlot.Plottables.Scatter line = canvas.Plot.Add.Scatter(Xs(series), Ys(series), color.OnLight);
        line.LineWidth = lineWidth;
        line.MarkerShape = shape;
        line.MarkerSize = size;
        line.MarkerLineWidth = 1.5f;
        canvas.AddToLegend(new LegendItem { LineColor = color.OnLight, LineWidth = lineWidth, MarkerShape = shape, MarkerSize = size, MarkerColor = color.OnLight, MarkerLineWidth = 1.5f }, series.Name);
    }

    private static void Band(ChartCanvas canvas, ChartSeries series, ChartColor color)
    {
        if (!series.Points.Any(point => point.HasRange))
        {
            return;
        }

        ScottPlot.Plottables.FillY band = canvas.Plot.Add.FillY(
            Xs(series),
            [.. series.Points.Select(point => point.Low ?? point.Y)],
            [.. series.Points.Select(point => point.High ?? point.Y)]);
        band.FillColor = color.OnLight.WithAlpha(ShareOfBandColor);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }

    private static void ErrorBars(ChartCanvas canvas, ChartSeries series, ChartColor color)
    {
        ChartPoint[] ranged = [.. series.Points.Where(point => point.HasRange)];
        if (ranged.Length == 0)
        {
            return;
        }

        ScottPlot.Plottables.ErrorBar bars = canvas.Plot.Add.ErrorBar([.. ranged.Select(point => point.X)], [.. ranged.Select(point => point.Y)], [.. ranged.Select(_ => 0.0)]);
        bars.YErrorNegative = [.. ranged.Select(point => point.Y - point.Low!.Value)];
        bars.YErrorPositive = [.. ranged.Select(point => point.High!.Value - point.Y)];
        bars.Color = color.OnLight;
        bars.LineWidth = 1.5f;
    }

    private static void Axes(ChartCanvas canvas, LineChart chart)
    {
        Plot plot = canvas.Plot;
        plot.Axes.Left.Label.Text = canvas.Text(chart.YLabel);
        plot.Axes.Left.TickGenerator = ChartCanvas.RoundTicks(chart.IsShare ? value => $"{Round(value * 100)} %" : Round);
        plot.Axes.Bottom.TickGenerator = chart.XTicks is { } ticks ? Only(ticks) : new NumericAutomatic { LabelFormatter = Round, IntegerTicksOnly = chart.HasWholeX };
        plot.Axes.Margins(0.06, 0.1);
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        double low = chart.BeginsAtZero ? 0 : Math.Max(0, limits.Bottom);
        double high = chart.Series.SelectMany(series => series.Points).Max(point => point.High ?? point.Y);
        plot.Axes.SetLimitsY(low, high > low ? high + ((high - low) * RoomAbove) : low + 1);
    }

    /// <summary>Ticks at these places; a label that would touch its right neighbour's is left out.</summary>
    private static NumericManual Only(IReadOnlyList<int> places)
    {
        var ticks = new NumericManual();
        double closest = (places[^1] - places[0]) * 0.07;
        double next = double.PositiveInfinity;
        foreach (int place in places.Reverse())
        {
            bool hasRoom = next - place >= closest;
            ticks.AddMajor(place, hasRoom ? FigureText.Count(place) : "");
            next = hasRoom ? place : next;
        }

        return ticks;
    }

    private static string Round(double value) => value.ToString("#,##0.####", CultureInfo.InvariantCulture);

    private static double[] Xs(ChartSeries series) => [.. series.Points.Select(point => point.X)];

    private static double[] Ys(ChartSeries series) => [.. series.Points.Select(point => point.Y)];
}
