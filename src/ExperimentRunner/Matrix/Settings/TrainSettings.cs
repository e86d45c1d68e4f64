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

    private static RunSpec With(RunSpec spec, TrainSpec train) => spec with { Train = train };
}
