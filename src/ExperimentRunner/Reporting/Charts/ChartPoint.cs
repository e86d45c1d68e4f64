namespace ExperimentRunner.Reporting.Charts;

/// <param name="Low">Lower end of the range of <paramref name="Y"/>; null with an unknown range.</param>
/// <param name="High">Upper end of the range of <paramref name="Y"/>; null with an unknown range.</param>
internal sealed record ChartPoint(double X, double Y, double? Low = null, double? High = null)
{
    public bool HasRange => Low is not null && High is not null;
}
