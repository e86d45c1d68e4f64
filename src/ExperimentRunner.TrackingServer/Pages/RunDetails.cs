using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>What the page of a run shows.</summary>
internal sealed record RunDetails
{
    public required RunAnswer Run { get; init; }

    public required ExperimentAnswer Experiment { get; init; }

    public RunAnswer? Parent { get; init; }

    public IReadOnlyList<RunAnswer> Children { get; init; } = [];

    /// <summary>How many points each metric has.</summary>
    public required IReadOnlyDictionary<string, long> PointCounts { get; init; }

    /// <summary>The folder of artifacts that is listed; empty is all.</summary>
    public string Folder { get; init; } = "";

    public IReadOnlyList<FileEntry> Files { get; init; } = [];

    public Preview? Preview { get; init; }

    public string X { get; init; } = "step";
}
