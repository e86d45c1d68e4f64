using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Reporting.Sources;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Json;

/// <summary>The content of report.json. What is unknown is null; no number is NaN or infinite.</summary>
internal sealed record ReportDocument
{
    public int Version { get; init; } = 1;

    public required string SweepId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string MatrixHash { get; init; }

    /// <summary>Id of the cell that speedups are relative to.</summary>
    public required string Baseline { get; init; }

    public required IReadOnlyList<string> Verdict { get; init; }

    public required MachineDescription? Machine { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public required IReadOnlyList<string> Libraries { get; init; }

    public required GitState? Git { get; init; }

    public required IReadOnlyList<ExpectationDocument> Expectations { get; init; }

    public required IReadOnlyList<CellDocument> Cells { get; init; }

    public required IReadOnlyList<CurveDocument> Scaling { get; init; }

    public required IReadOnlyList<ClaimDocument> Article { get; init; }

    /// <summary>Cells that differ in their learning-rate rule alone.</summary>
    public required IReadOnlyList<RuleDocument> Rules { get; init; }

    public required IReadOnlyList<TableAgainstSqrtDocument> TableAgainstSqrt { get; init; }

    public required IReadOnlyList<BottleneckDocument> Bottlenecks { get; init; }

    public required IReadOnlyList<EffectDocument> Effects { get; init; }

    /// <summary>The baseline's last run against its first; null for fewer than two.</summary>
    public required Drift? Drift { get; init; }

    public required IReadOnlyList<ExclusionDocument> Exclusions { get; init; }

    /// <summary>Of a device-hour, as the matrix says; null if it does not.</summary>
    public required DevicePrice? Price { get; init; }

    /// <summary>What each figure is made of.</summary>
    public required IReadOnlyList<FigureSource> Sources { get; init; }

    public required IReadOnlyList<DifferenceDocument> Differences { get; init; }

    public required IReadOnlyList<WarningDocument> Warnings { get; init; }

    public required IReadOnlyList<UnfinishedRunDocument> UnfinishedRuns { get; init; }
}
