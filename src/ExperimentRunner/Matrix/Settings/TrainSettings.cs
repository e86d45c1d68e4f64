using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>The keys of <c>train</c>.</summary>
internal static class TrainSettings
{
    public static Setting Epochs { get; } = SettingOf.Whole(
        "train.epochs", 1, 100_000, "Passes over the training images.",
        spec => spec.Train.Epochs, (spec, value) => With(spec, spec.Train with { Epochs = value }));

    public static Setting BaseLr { get; } = SettingOf.Real(
        "train.base_lr", new(0, 1000) { LeavesOutLeast = true }, "Learning rate of the baseline's global batch.",
        spec => spec.Train.BaseLr, (spec, value) => With(spec, spec.Train with { BaseLr = value }));

    public static Setting Momentum { get; } = SettingOf.Real(
        "train.momentum", new(0, 1) { LeavesOutMost = true }, "SGD momentum.",
        spec => spec.Train.Momentum, (spec, value) => With(spec, spec.Train with { Momentum = value }));

    public static Setting WeightDecay { get; } = SettingOf.Real(
        "train.weight_decay", new(0, 1000), "L2 penalty that is added to the gradient.",
        spec => spec.Train.WeightDecay, (spec, value) => With(spec, spec.Train with { WeightDecay = value }));

    public static Setting WarmupEpochs { get; } = SettingOf.Real(
        "train.warmup_epochs", new(0, 100_000), "Epochs over which the rate grows from the base rate to the scaled one.",
        spec => spec.Train.WarmupEpochs, (spec, value) => With(spec, spec.Train with { WarmupEpochs = value }));

    public static Setting Accumulate { get; } = SettingOf.Whole(
        "train.accumulate", 1, 4096, "Micro-batches whose gradients are summed before one update.",
        spec => spec.Train.Accumulate, (spec, value) => With(spec, spec.Train with { Accumulate = value }));

    public static Setting Schedule { get; } = SettingOf.Choice(
        "train.schedule", "How the learning rate moves after warm-up.",
        spec => spec.Train.Schedule, (spec, value) => With(spec, spec.Train with { Schedule = value }));

    public static Setting StepEpochs { get; } = SettingOf.Whole(
        "train.step_epochs", 1, 100_000, "Epochs between two drops of the step schedule.",
        spec => spec.Train.StepEpochs, (spec, value) => With(spec, spec.Train with { StepEpochs = value }));

    public static Setting StepGamma { get; } = SettingOf.Real(
        "train.step_gamma", new(0, 1) { LeavesOutLeast = true }, "Factor of each drop of the step schedule.",
        spec => spec.Train.StepGamma, (spec, value) => With(spec, spec.Train with { StepGamma = value }));

    public static Setting DropLast { get; } = SettingOf.Flag(
        "train.drop_last", "Leaves out the images at an epoch's end that do not fill a global batch.",
        spec => spec.Train.DropLast, (spec, value) => With(spec, spec.Train with { DropLast = value }));

    public static Setting Parallel { get; } = SettingOf.Choice(
        "train.parallel", "How replicas are run and how their gradients meet.",
        spec => spec.Train.Parallel, (spec, value) => With(spec, spec.Train with { Parallel = value }));

    public static Setting MemoryFormat { get; } = SettingOf.Choice(
        "train.memory_format", "How activations and weights are laid out.",
        spec => spec.Train.MemoryFormat, (spec, value) => With(spec, spec.Train with { MemoryFormat = value }));

    public static Setting SyncBatchNorm { get; } = SettingOf.Flag(
        "train.sync_batch_norm", "Batch norm takes its statistics from the images of all devices.",
        spec => spec.Train.SyncBatchNorm, (spec, value) => With(spec, spec.Train with { SyncBatchNorm = value }));

    public static Setting Optimizer { get; } = SettingOf.Choice(
        "train.optimizer", "How gradients become updates.",
        spec => spec.Train.Optimizer, (spec, value) => With(spec, spec.Train with { Optimizer = value }));

    public static Setting Nesterov { get; } = SettingOf.Flag(
        "train.nesterov", "Nesterov's momentum in place of the classical one.",
        spec => spec.Train.Nesterov, (spec, value) => With(spec, spec.Train with { Nesterov = value }));

    public static Setting AdamBeta1 { get; } = SettingOf.Real(
        "train.adam_beta1", new(0, 1) { LeavesOutMost = true }, "Decay of AdamW's mean of gradients.",
        spec => spec.Train.AdamBeta1, (spec, value) => With(spec, spec.Train with { AdamBeta1 = value }));

    public static Setting AdamBeta2 { get; } = SettingOf.Real(
        "train.adam_beta2", new(0, 1) { LeavesOutMost = true }, "Decay of AdamW's mean of squared gradients.",
        spec => spec.Train.AdamBeta2, (spec, value) => With(spec, spec.Train with { AdamBeta2 = value }));

    public static Setting AdamEpsilon { get; } = SettingOf.Real(
        "train.adam_epsilon", new(0, 1) { LeavesOutLeast = true }, "What AdamW adds to the root of the squared gradients.",
        spec => spec.Train.AdamEpsilon, (spec, value) => With(spec, spec.Train with { AdamEpsilon = value }));

    public static Setting DecayNormAndBias { get; } = SettingOf.Flag(
        "train.decay_norm_and_bias", "Applies weight decay to batch norm and biases, too.",
        spec => spec.Train.DecayNormAndBias, (spec, value) => With(spec, spec.Train with { DecayNormAndBias = value }));

    public static Setting LabelSmoothing { get; } = SettingOf.Real(
        "train.label_smoothing", new(0, 1) { LeavesOutMost = true }, "Share of the target that is spread over all classes.",
        spec => spec.Train.LabelSmoothing, (spec, value) => With(spec, spec.Train with { LabelSmoothing = value }));

    public static Setting Mixup { get; } = SettingOf.Real(
        "train.mixup", new(0, 10), "Alpha of mixup; 0 is off.",
        spec => spec.Train.Mixup, (spec, value) => With(spec, spec.Train with { Mixup = value }));

    public static Setting EmaDecay { get; } = SettingOf.Real(
        "train.ema_decay", new(0, 1) { LeavesOutMost = true }, "Decay, a step, of the moving average of weights; 0 is off.",
        spec => spec.Train.EmaDecay, (spec, value) => With(spec, spec.Train with { EmaDecay = value }));

    public static Setting Freeze { get; } = SettingOf.Choice(
        "train.freeze", "What of the model is not trained.",
        spec => spec.Train.Freeze, (spec, value) => With(spec, spec.Train with { Freeze = value }));

    public static Setting TargetAccuracy { get; } = SettingOf.Real(
        "train.target_accuracy", new(0, 1), "Test accuracy to which time and images are measured; 0 is none.",
        spec => spec.Train.TargetAccuracy, (spec, value) => With(spec, spec.Train with { TargetAccuracy = value }));

    public static Setting StopAtTarget { get; } = SettingOf.Flag(
        "train.stop_at_target", "Ends a run after the epoch that reaches the target accuracy.",
        spec => spec.Train.StopAtTarget, (spec, value) => With(spec, spec.Train with { StopAtTarget = value }));

    public static Setting CheckpointEvery { get; } = SettingOf.Real(
        "train.checkpoint_every", new(0, 100_000), "Minutes between checkpoints within an epoch; 0 is at each epoch's end only.",
        spec => spec.Train.CheckpointEvery, (spec, value) => With(spec, spec.Train with { CheckpointEvery = value }));

    private static RunSpec With(RunSpec spec, TrainSpec train) => spec with { Train = train };
}
