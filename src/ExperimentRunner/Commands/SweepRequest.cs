using ExperimentRunner.Planning;

namespace ExperimentRunner.Commands;

/// <summary>What the command line of <c>sweep</c> asks.</summary>
internal sealed record SweepRequest
{
    public required string Matrix { get; init; }

    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The part of the matrix that this machine does; null is all of it.</summary>
    public required Shard? Shard { get; init; }

    public required bool Resume { get; init; }

    public required bool RetryFailed { get; init; }

    /// <summary>Null: the newest sweep of the matrix, or a new one.</summary>
    public required string? SweepId { get; init; }

    public required ArtifactPaths Artifacts { get; init; }

    public required string? TrackingUri { get; init; }

    public required bool IsTracked { get; init; }

    /// <summary>Each run leaves its trained model in its folder.</summary>
    public required bool Exports { get; init; }

    /// <summary>File that is told the folder of the sweep; null: none.</summary>
    public required string? FolderFile { get; init; }

    /// <summary>Path of the trainer.</summary>
    public required string Trainer { get; init; }

    public required Executor Executor { get; init; }

    /// <summary>Leave the sweep to its executor once all is submitted.</summary>
    public required bool Detaches { get; init; }
}
