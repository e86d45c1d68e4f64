using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Specs;

/// <summary>Everything that a trainer needs to know of one run; the content of <c>run.json</c>.</summary>
public sealed record RunSpec
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    public required ModelSpec Model { get; init; }

    public required DataSpec Data { get; init; }

    public required TrainSpec Train { get; init; }

    [JsonRequired]
    public Backend Backend { get; init; } = Backend.Auto;

    /// <summary>Replicas that exchange gradients; 1 or more.</summary>
    public required int Devices { get; init; }

    /// <summary>Images of one replica in one micro-batch.</summary>
    public required int BatchPerDevice { get; init; }

    /// <summary>CPU threads of each device; a CUDA device ignores it.</summary>
    [JsonRequired]
    public int ThreadsPerDevice { get; init; } = 1;

    public required Amp Amp { get; init; }

    public required LearningRateRule LrRule { get; init; }

    /// <summary>What the rule makes of the base rate: 1 for the baseline, unless the baseline itself takes its rate from the table.</summary>
    public required double LrFactor { get; init; }

    public required int Seed { get; init; }

    /// <summary>What this run leaves out; null in a run that trains.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeRun? Probe { get; init; }

    /// <summary>Images of one optimizer step.</summary>
    public int GlobalBatch => BatchPerDevice * Devices * Train.Accumulate;

    /// <summary>The rate that warm-up leads to and the schedule starts from.</summary>
    public double LearningRate => Train.BaseLr * LrFactor;
}
