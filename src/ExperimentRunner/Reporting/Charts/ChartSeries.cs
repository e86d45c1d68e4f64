namespace ExperimentRunner.Reporting.Charts;

/// <summary>Points of one name.</summary>
internal sealed record ChartSeries(string Name, SeriesLook Look, IReadOnlyList<ChartPoint> Points);
