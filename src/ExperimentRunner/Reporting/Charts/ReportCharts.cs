namespace ExperimentRunner.Reporting.Charts;

/// <summary>The charts that a report has figures for, in their order.</summary>
internal static class ReportCharts
{
    public static IReadOnlyList<Chart> Of(SpeedupReport report) =>
    [
        .. new Chart?[]
        {
            DevicesCharts.Speedup(report),
            DevicesCharts.Efficiency(report),
            TimeSplitChart.Of(report),
            TradeOffCharts.AccuracyAgainstTime(report),
            LearningCurveCharts.ByEpoch(report),
            LearningCurveCharts.ByTime(report),
            TradeOffCharts.CostAgainstTime(report),
        }.OfType<Chart>(),
    ];
}
