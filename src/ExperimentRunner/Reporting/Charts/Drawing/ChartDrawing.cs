namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>Draws any chart.</summary>
internal static class ChartDrawing
{
    /// <param name="text">What to draw for a text of the chart.</param>
    public static ChartCanvas Of(Chart chart, Func<string, string> text)
    {
        var canvas = new ChartCanvas(chart, text);
        switch (chart)
        {
            case LineChart lines:
                LineDrawing.Draw(canvas, lines);
                break;
            case StackedBarChart bars:
                StackedBarDrawing.Draw(canvas, bars);
                break;
            default:
                throw new InvalidOperationException($"{chart.GetType().Name} is no chart that can be drawn.");
        }

        canvas.Finish();
        return canvas;
    }
}
