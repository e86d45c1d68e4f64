using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>A run of an earlier sweep on the same machine that finished.</summary>
internal sealed record MeasuredRun
{
    public required RunSpec Spec { get; init; }

    public required string CellId { get; init; }

    public required string SweepId { get; init; }

    /// <summary>Null where the plan does not say.</summary>
    public required TimingMode? Timing { get; init; }

    /// <summary>Images that it really had.</summary>
    public required ImageCount Images { get; init; }

    /// <summary>Epochs that it really did, which may be fewer than it was to.</summary>
    public required int Epochs { get; init; }

    /// <summary>From the start of its process to its end, without pauses between sessions.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The part of it that does not grow with the work: starting, preparing images, building the model.</summary>
    public required TimeSpan Overhead { get; init; }
}
