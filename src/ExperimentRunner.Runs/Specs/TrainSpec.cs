using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Specs;

/// <summary>How a run trains.</summary>
public sealed record TrainSpec
{
    /// <summary>Passes over the training images; 1 to 100,000.</summary>
    [JsonRequired]
    public int Epochs { get; init; } = 3;

    /// <summary>Learning rate of the baseline's global batch; above 0.</summary>
    [JsonRequired]
    public double BaseLr { get; init; } = 0.05;

    /// <summary>SGD momentum; 0 to below 1.</summary>
    [JsonRequired]
    public double Momentum { get; init; } = 0.9;

    /// <summary>L2 penalty that is added to the gradient; 0 or more.</summary>
    [JsonRequired]
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Epochs over which the rate grows in even steps from the base rate to the scaled one; 0 or more.</summary>
    [JsonRequired]
    public double WarmupEpochs { get; init; } = 1;

    /// <summary>Micro-batches whose gradients are summed before one update; 1 to 4096.</summary>
    [JsonRequired]
    public int Accumulate { get; init; } = 1;

    [JsonRequired]
    public Schedule Schedule { get; init; } = Schedule.Cosine;

    /// <summary>Epochs between two drops of the <see cref="Specs.Schedule.Step"/> schedule; 1 or more.</summary>
    [JsonRequired]
    public int StepEpochs { get; init; } = 30;

    /// <summary>Factor of each drop of the <see cref="Specs.Schedule.Step"/> schedule; above 0, at most 1.</summary>
    [JsonRequired]
    public double StepGamma { get; init; } = 0.1;

    /// <summary>Leaves out the images at an epoch's end that do not fill a global batch, so that every step has the declared size.</summary>
    [JsonRequired]
    public bool DropLast { get; init; } = true;
}
