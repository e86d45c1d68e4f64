using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Data;

/// <summary>The side at which images are kept, in pixels.</summary>
internal static class StoredSize
{
    /// <summary>
    /// Training images that are cropped are kept half as large again as the model sees them: a part of them then still has something of
    /// the detail that a part of the original has. More costs memory (twice the side, four times the bytes) and loader time.
    /// </summary>
    public static int OfTraining(DataSpec spec) => spec.Augment == Augmentation.Crop ? ((3 * spec.ImageSize) + 1) / 2 : spec.ImageSize;

    /// <summary>Test images are kept as the model sees them.</summary>
    public static int OfTest(DataSpec spec) => spec.ImageSize;
}
