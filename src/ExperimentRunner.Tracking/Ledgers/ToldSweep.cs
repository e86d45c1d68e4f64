namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>What one server knows of a sweep.</summary>
internal sealed record ToldSweep
{
    public required string ExperimentId { get; init; }

    /// <summary>The run that stands for the sweep.</summary>
    public required string RunId { get; init; }

    public required string ArtifactUri { get; init; }

    public required string Status { get; init; }

    /// <summary>Artifacts by name, with a hash of what was sent.</summary>
    public IReadOnlyDictionary<string, string> Artifacts { get; init; } = new Dictionary<string, string>();

    /// <summary>Hash of the report that was set as the run's description; null before.</summary>
    public string? Note { get; init; }

    /// <summary>Revisions of the plan that the run's tags tell of.</summary>
    public int Revisions { get; init; }

    /// <summary>Hash of the figures that are told; null before the sweep's end.</summary>
    public string? Figures { get; init; }
}
