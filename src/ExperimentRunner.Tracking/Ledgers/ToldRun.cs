using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>What one server knows of a run.</summary>
internal sealed record ToldRun
{
    public required string RunId { get; init; }

    public required string ArtifactUri { get; init; }

    public required string Status { get; init; }

    public bool HasParams { get; init; }

    /// <summary>Where the first event stands that is not told in full.</summary>
    public LogPosition? Events { get; init; }

    /// <summary>
    /// Optimizer steps up to which windows are told. A run that goes on from a checkpoint does some steps again and tells of them again in its file:
    /// a server keeps what it was told first.
    /// </summary>
    public long Step { get; init; }

    /// <summary>Epochs up to which results are told, for the same reason.</summary>
    public long Epoch { get; init; }

    /// <summary>Steps that an epoch turned out to have; null before training began.</summary>
    public int? StepsPerEpoch { get; init; }

    /// <summary>When the last event happened that was read; null before the first.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Hash of the first line of <c>events.jsonl</c>; another one means that the file was begun anew. Null before the first line.</summary>
    public string? EventsHead { get; init; }

    /// <summary>Where the first sample of the machine stands that is not told.</summary>
    public LogPosition? Samples { get; init; }

    /// <summary>Samples that are told.</summary>
    public long Sampled { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it did not finish, as told; null if nothing was. A run that goes on after that, and finishes, takes it back.</summary>
    public string? Failure { get; init; }

    /// <summary>That the sweep's matrix no longer has the run, as told; null if nothing was.</summary>
    public string? Dropped { get; init; }

    /// <summary>Artifacts by name, with a hash of what was sent.</summary>
    public IReadOnlyDictionary<string, string> Artifacts { get; init; } = new Dictionary<string, string>();

    /// <summary>Hash of the result that is told. A runner completes what a trainer left, and a run that was cancelled may go on and end once more.</summary>
    public string? Result { get; init; }

    /// <summary>Hash of the figures that the sweep gave the run, such as its speedup.</summary>
    public string? Figures { get; init; }
}
