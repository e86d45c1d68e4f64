using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>The keys of <c>data</c>.</summary>
internal static class DataSettings
{
    public static Setting Source { get; } = SettingOf.Choice(
        "data.source", "Where images come from: drawn at run time, a folder, or random numbers for timing alone.",
        spec => spec.Data.Source, (spec, value) => With(spec, spec.Data with { Source = value }));

    public static Setting Path { get; } = new(
        "data.path", new SettingType.Folder(), "Root of an image folder; it holds train/CLASS and test/CLASS.",
        spec => new SettingValue.Folder(spec.Data.Path ?? "", spec.Data.Path ?? ""),
        (spec, value) => With(spec, spec.Data with { Path = ((SettingValue.Folder)value).Absolute }));

    public static Setting ImageSize { get; } = SettingOf.Whole(
        "data.image_size", 8, 1024, "Side of the square that images are scaled to, in pixels.",
        spec => spec.Data.ImageSize, (spec, value) => With(spec, spec.Data with { ImageSize = value }));

    public static Setting Classes { get; } = SettingOf.Whole(
        "data.classes", 2, 1000, "Classes that a generated source has; an image folder has as many as folders.",
        spec => spec.Data.Classes, (spec, value) => With(spec, spec.Data with { Classes = value }));

    public static Setting TrainImages { get; } = SettingOf.Whole(
        "data.train_images", 1, 10_000_000, "Training images that a generated source has.",
        spec => spec.Data.TrainImages, (spec, value) => With(spec, spec.Data with { TrainImages = value }));

    public static Setting TestImages { get; } = SettingOf.Whole(
        "data.test_images", 1, 10_000_000, "Test images that a generated source has.",
        spec => spec.Data.TestImages, (spec, value) => With(spec, spec.Data with { TestImages = value }));

    public static Setting Augment { get; } = SettingOf.Choice(
        "data.augment", "What is done to training images.",
        spec => spec.Data.Augment, (spec, value) => With(spec, spec.Data with { Augment = value }));

    public static Setting CropScale { get; } = SettingOf.Real(
        "data.crop_scale", new(0, 1) { LeavesOutLeast = true }, "Least share of the area that augment: crop keeps.",
        spec => spec.Data.CropScale, (spec, value) => With(spec, spec.Data with { CropScale = value }));

    public static Setting ColorJitter { get; } = SettingOf.Real(
        "data.color_jitter", new(0, 1), "Strength of random brightness, contrast and saturation.",
        spec => spec.Data.ColorJitter, (spec, value) => With(spec, spec.Data with { ColorJitter = value }));

    public static Setting Workers { get; } = SettingOf.Whole(
        "data.workers", 0, 64, "Loader threads of each device; 0 chooses.",
        spec => spec.Data.Workers, (spec, value) => With(spec, spec.Data with { Workers = value }));

    private static RunSpec With(RunSpec spec, DataSpec data) => spec with { Data = data };
}
