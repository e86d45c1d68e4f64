using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Runs.Sweeps;

/// <summary>One run of a sweep. Runs stand in the plan in the order in which they are to be done.</summary>
public sealed record PlannedRun
{
    public required string RunId { get; init; }

    /// <summary>The cell that this run repeats. A probe has one of its own, that of its own spec.</summary>
    public required string CellId { get; init; }

    /// <summary>From 1.</summary>
    public required int Repeat { get; init; }

    /// <summary>The values of the axes that vary over the sweep, in the order of the matrix; of a probe those of the first cell that it is for.</summary>
    public required IReadOnlyList<AxisValue> Axes { get; init; }

    public required RunSpec Spec { get; init; }

    /// <summary>Another shard of the plan does it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsElsewhere { get; init; }

    /// <summary>What it leaves out; null in a run of a cell. Probes count in no table, fit or comparison of cells.</summary>
    public ProbeKind? Probe => Spec.Probe?.Kind;
}
