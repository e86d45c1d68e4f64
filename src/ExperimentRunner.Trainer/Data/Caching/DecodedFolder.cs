namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>The images of a folder, one a place.</summary>
/// <param name="Broken">Rising places of images that can't be decoded.</param>
internal sealed record DecodedFolder(IPixelMemory Pixels, IReadOnlyList<int> Broken);
