using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Commands;

/// <summary>What the command line of <c>work</c> asks.</summary>
internal sealed record WorkRequest
{
    public required SweepPaths Sweep { get; init; }

    public required string RunId { get; init; }

    /// <summary>From 1.</summary>
    public required int Array { get; init; }

    /// <summary>From 0.</summary>
    public required int Task { get; init; }

    public required bool RetryFailed { get; init; }

    public required bool Exports { get; init; }

    /// <summary>Folder of decoded images.</summary>
    public required string Cache { get; init; }

    /// <summary>Path of the trainer.</summary>
    public required string Trainer { get; init; }
}
