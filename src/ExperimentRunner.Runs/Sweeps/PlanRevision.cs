namespace ExperimentRunner.Runs.Sweeps;

/// <summary>A change of a sweep's plan after it was started: <c>sweep --resume</c> with another matrix.</summary>
public sealed record PlanRevision
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>The commit that was checked out then; null outside a git work tree.</summary>
    public GitState? Git { get; init; }

    /// <summary>Hash of the matrix that was replaced.</summary>
    public required string ReplacedMatrixHash { get; init; }

    public required int NewRuns { get; init; }

    public required int KeptRuns { get; init; }

    /// <summary>Runs that the matrix no longer has, begun or not.</summary>
    public required int DroppedRuns { get; init; }

    public required IReadOnlyList<SettingChange> Changes { get; init; }
}
