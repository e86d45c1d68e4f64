using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Runs.Results;

/// <summary>What a run really used, counted from the live objects and not copied from its spec.</summary>
public sealed record UsedSettings
{
    public required Backend Backend { get; init; }

    /// <summary>Name of the processor or GPU that a device is.</summary>
    public required string DeviceName { get; init; }

    public required int Devices { get; init; }

    public required int ThreadsPerDevice { get; init; }

    public required int BatchPerDevice { get; init; }

    public required int Accumulate { get; init; }

    public required int GlobalBatch { get; init; }

    /// <summary>The rate after warm-up.</summary>
    public required double LearningRate { get; init; }

    public required Precision Precision { get; init; }

    /// <summary>Activations and weights are laid out channel by channel within a pixel.</summary>
    public required bool ChannelsLast { get; init; }

    public required int TrainImages { get; init; }

    public required int TestImages { get; init; }

    /// <summary>Class names in label order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required int StepsPerEpoch { get; init; }

    /// <summary>Trainable numbers of one replica.</summary>
    public required long Parameters { get; init; }

    /// <summary>Version of the library that computes, for example <c>libtorch 2.10.0</c>.</summary>
    public required string Library { get; init; }

    /// <summary>SHA-256 of the file of weights that the run started from, in lower-case hexadecimal digits; null for fresh weights.</summary>
    public string? WeightsSha256 { get; init; }
}
