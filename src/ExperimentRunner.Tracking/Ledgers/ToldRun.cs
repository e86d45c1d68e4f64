namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>What one server knows of a run.</summary>
internal sealed record ToldRun
{
    public required string RunId { get; init; }

    public required string ArtifactUri { get; init; }

    public required string Status { get; init; }

    public bool HasParams { get; init; }

    /// <summary>Bytes of <c>events.jsonl</c> whose events are told.</summary>
    public long EventsOffset { get; init; }

    /// <summary>Hash of the first line of <c>events.jsonl</c>; another one means that the file was begun anew. Null before the first line.</summary>
    public string? EventsHead { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Artifacts by name, with a hash of what was sent.</summary>
    public IReadOnlyDictionary<string, string> Artifacts { get; init; } = new Dictionary<string, string>();

    /// <summary>The result is told, and nothing more will come.</summary>
    public bool HasEnded { get; init; }
}
