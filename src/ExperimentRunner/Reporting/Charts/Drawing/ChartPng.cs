using ScottPlot;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>A chart as PNG, on a light ground, at twice the size of the SVG.</summary>
internal static class ChartPng
{
    private const int Scale = 2;

    public static byte[] Render(Chart chart)
    {
        using ChartCanvas canvas = ChartDrawing.Of(chart, DrawnText.WithBoxes);
        canvas.Plot.ScaleFactor = Scale;
        return canvas.Plot.GetImageBytes(ChartCanvas.Width * Scale, canvas.Height * Scale, ImageFormat.Png);
    }
}
