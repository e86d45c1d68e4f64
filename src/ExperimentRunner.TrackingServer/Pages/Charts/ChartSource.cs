namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>What page.js draws: one of the charts, in the words of what it shows rather than of the library that draws it.</summary>
internal sealed record ChartSource
{
    public ParallelChart? Parallel { get; init; }

    public ScalingChart? Scaling { get; init; }

    public CurveChart? Curves { get; init; }
}
