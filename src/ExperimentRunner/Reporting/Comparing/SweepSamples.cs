namespace ExperimentRunner.Reporting.Comparing;

/// <summary>The content of a stored baseline: the figures of a sweep, and the machine that they are of.</summary>
internal sealed record SweepSamples
{
    public const int CurrentVersion = 3;

    public required int Version { get; init; }

    public required string SweepId { get; init; }

    /// <summary>Null outside a git work tree.</summary>
    public required string? Commit { get; init; }

    public required ComparedMachine Machine { get; init; }

    public required IReadOnlyList<CellSamples> Cells { get; init; }

    public static SweepSamples Of(SpeedupReport report) => new()
    {
        Version = CurrentVersion,
        SweepId = report.Plan.SweepId,
        Commit = report.Plan.Git?.Commit,
        Machine = ComparedMachine.Of(report),
        Cells = [.. report.Cells.Select(cell => CellSamples.Of(cell.Cell))],
    };
}
