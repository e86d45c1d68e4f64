using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>The keys of <c>model</c>.</summary>
internal static class ModelSettings
{
    public static Setting Name { get; } = SettingOf.OnlyOne(
        "model.name", "resnet18", "The network.",
        spec => spec.Model.Name, (spec, value) => With(spec, spec.Model with { Name = value }));

    public static Setting Weights { get; } = new(
        "model.weights",
        new SettingType.FileOrNone("a file of weights", [".safetensors", ".pth", ".pt", ".th"]),
        "Where the first weights come from: none draws them from the seed.",
        spec => spec.Model.Weights == SettingType.FileOrNone.None ? new SettingValue.Choice(spec.Model.Weights) : new SettingValue.File(spec.Model.Weights, spec.Model.Weights),
        (spec, value) => With(spec, spec.Model with { Weights = value is SettingValue.File file ? file.Absolute : ((SettingValue.Choice)value).Name }));

    public static Setting Stem { get; } = SettingOf.Choice(
        "model.stem", "The first layers; cifar is for images of about 32 pixels.",
        spec => spec.Model.Stem, (spec, value) => With(spec, spec.Model with { Stem = value }));

    public static Setting Width { get; } = SettingOf.Whole(
        "model.width", 1, 512, "Channels of the first stage; 64 is ResNet18.",
        spec => spec.Model.Width, (spec, value) => With(spec, spec.Model with { Width = value }));

    public static Setting ZeroInitResidual { get; } = SettingOf.Flag(
        "model.zero_init_residual", "Starts each residual branch as zero.",
        spec => spec.Model.ZeroInitResidual, (spec, value) => With(spec, spec.Model with { ZeroInitResidual = value }));

    private static RunSpec With(RunSpec spec, ModelSpec model) => spec with { Model = model };
}
