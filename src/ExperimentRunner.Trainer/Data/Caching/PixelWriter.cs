namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>Keeps the pixels of an image; from any thread.</summary>
/// <param name="place">Of the image in its source folder.</param>
/// <param name="pixels">Shape [size, size, 3].</param>
internal delegate void PixelWriter(int place, ReadOnlySpan<byte> pixels);
