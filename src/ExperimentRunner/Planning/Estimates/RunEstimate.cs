using System.Text.Json.Serialization;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>How long a run may take, and why that is thought.</summary>
/// <param name="Time">From the start of its process to its end.</param>
/// <param name="Basis">What it rests on.</param>
internal sealed record RunEstimate([property: JsonIgnore] TimeSpan Time, EstimateBasis Basis)
{
    /// <summary>Runs that it rests on.</summary>
    public int Runs { get; init; }

    /// <summary>The cell that was measured, and the sweep of it; null where none was.</summary>
    public string? Cell { get; init; }

    public string? SweepId { get; init; }

    /// <summary>Settings in which that cell is another one.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}
