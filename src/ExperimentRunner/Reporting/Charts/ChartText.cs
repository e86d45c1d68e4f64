namespace ExperimentRunner.Reporting.Charts;

/// <summary>A chart in words.</summary>
internal static class ChartText
{
    /// <summary>All points of all series, as far as a listener has patience.</summary>
    public static string Describe(string title, IEnumerable<ChartSeries> series, Func<double, string> x, Func<double?, string> y) =>
        PlainText.Cut(
            $"{title}. {string.Join(" ", series.Select(each => $"{each.Name}: {string.Join(", ", each.Points.Select(point => $"{y(point.Y)} at {x(point.X)}"))}."))}",
            ChartLimits.CharactersOfDescription);
}
