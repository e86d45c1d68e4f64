using System.Text.Json.Serialization;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>One run as <c>plan</c> shows it.</summary>
internal sealed record PlanRow
{
    /// <summary>From 1.</summary>
    public required int Order { get; init; }

    public required string RunId { get; init; }

    public required bool IsBaseline { get; init; }

    public required int Repeat { get; init; }

    public required int Seed { get; init; }

    public required int Devices { get; init; }

    public required int BatchPerDevice { get; init; }

    public required int Accumulate { get; init; }

    public required int GlobalBatch { get; init; }

    public required LearningRateRule LrRule { get; init; }

    /// <summary>What the rule makes of the base rate.</summary>
    public required double LrFactor { get; init; }

    public required double LearningRate { get; init; }

    public required Amp Amp { get; init; }

    public required int StepsPerEpoch { get; init; }

    public required double EstimatedSeconds { get; init; }

    /// <summary>What the time rests on.</summary>
    public required RunEstimate Estimate { get; init; }

    /// <summary>What it leaves out; null in a run of a cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeKind? Probe { get; init; }

    /// <summary>Null unless it was probed just now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbedMemory? Memory { get; init; }
}
