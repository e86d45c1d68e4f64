using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>What the page of an experiment shows.</summary>
internal sealed record RunTable
{
    public required ExperimentAnswer Experiment { get; init; }

    public required RunQuery Query { get; init; }

    public IReadOnlyList<RunAnswer> Runs { get; init; } = [];

    public IReadOnlyList<RunColumn> Columns { get; init; } = [];

    /// <summary>Parameters with one value in all runs, which need no column.</summary>
    public IReadOnlyList<RunColumn> Constants { get; init; } = [];

    public string? NextPage { get; init; }

    /// <summary>Why the filter or the order can't be used; null if it can.</summary>
    public string? Fault { get; init; }

    public bool IsLive => Runs.Any(run => run.Info.Status == "RUNNING");
}
