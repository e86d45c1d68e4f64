namespace ExperimentRunner.Runs.Results;

/// <summary>One process that worked on a run, from its start to how it ended.</summary>
public sealed record RunAttempt
{
    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>What the trainer was told to use, which may be less than the run asks for.</summary>
    public required int BatchPerDevice { get; init; }

    public required int Accumulate { get; init; }

    /// <summary>Null if it did not fail.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Message { get; init; }
}
