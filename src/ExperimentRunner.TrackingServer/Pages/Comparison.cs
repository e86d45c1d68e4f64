using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Pages.Charts;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>What the page of a comparison shows.</summary>
internal sealed record Comparison
{
    public required ComparisonQuery Query { get; init; }

    public required IReadOnlyList<RunAnswer> Runs { get; init; }

    /// <summary>How many runs were asked for and left out, because there are too many.</summary>
    public int LeftOut { get; init; }

    public IReadOnlyList<RunColumn> Varying { get; init; } = [];

    public IReadOnlyList<RunColumn> Constants { get; init; } = [];

    public IReadOnlyList<RunColumn> Metrics { get; init; } = [];

    /// <summary>Metrics that have a course worth drawing.</summary>
    public IReadOnlyList<string> Curves { get; init; } = [];

    public ParallelChart? Parallel { get; init; }

    public ScalingChart? Scaling { get; init; }

    public bool IsLive => Runs.Any(run => run.Info.Status == "RUNNING");
}
