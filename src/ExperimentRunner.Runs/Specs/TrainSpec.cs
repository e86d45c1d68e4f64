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

    /// <summary>L2 penalty that SGD adds to the gradient, or AdamW's share, times the rate, that weights lose in a step; 0 or more.</summary>
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

    [JsonRequired]
    public ParallelMode Parallel { get; init; } = ParallelMode.Replicas;

    [JsonRequired]
    public MemoryFormat MemoryFormat { get; init; } = MemoryFormat.ChannelsLast;

    /// <summary>Batch norm takes its statistics from the images of all devices, not of its own alone.</summary>
    [JsonRequired]
    public bool SyncBatchNorm { get; init; }

    [JsonRequired]
    public Optimizer Optimizer { get; init; } = Optimizer.Sgd;

    /// <summary>Nesterov's momentum in place of the classical one; for <see cref="Specs.Optimizer.Sgd"/> with a momentum above 0.</summary>
    [JsonRequired]
    public bool Nesterov { get; init; }

    /// <summary>Decay of AdamW's mean of gradients; 0 to below 1.</summary>
    [JsonRequired]
    public double AdamBeta1 { get; init; } = 0.9;

    /// <summary>Decay of AdamW's mean of squared gradients; 0 to below 1.</summary>
    [JsonRequired]
    public double AdamBeta2 { get; init; } = 0.999;

    /// <summary>What AdamW adds to the root of the squared gradients; above 0.</summary>
    [JsonRequired]
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Applies weight decay to batch norm and biases, too (He et al. 2018, arXiv:1812.01187, section 3.1, advise against it).</summary>
    [JsonRequired]
    public bool DecayNormAndBias { get; init; }

    /// <summary>Share of the target that is spread over all classes (Szegedy et al. 2016, arXiv:1512.00567); 0 to below 1.</summary>
    [JsonRequired]
    public double LabelSmoothing { get; init; }

    /// <summary>Alpha of mixup (Zhang et al. 2018, arXiv:1710.09412); 0 is off.</summary>
    [JsonRequired]
    public double Mixup { get; init; }

    /// <summary>Decay, a step, of the moving average of weights that is evaluated and exported; 0 is off, below 1.</summary>
    [JsonRequired]
    public double EmaDecay { get; init; }

    [JsonRequired]
    public Freeze Freeze { get; init; } = Freeze.None;

    /// <summary>Test accuracy to which time and images are measured; 0 (none) to 1.</summary>
    [JsonRequired]
    public double TargetAccuracy { get; init; }

    /// <summary>Ends the run after the epoch that reaches <see cref="TargetAccuracy"/>.</summary>
    [JsonRequired]
    public bool StopAtTarget { get; init; }

    /// <summary>Minutes between two checkpoints within an epoch; 0 writes them at each epoch's end only.</summary>
    [JsonRequired]
    public double CheckpointEvery { get; init; } = 10;
}
