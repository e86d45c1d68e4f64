using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Draws, reads or makes up the images of a run.</summary>
internal static class DatasetLoader
{
    /// <summary>Keeps nothing outside memory.</summary>
    /// <inheritdoc cref="Load(DataSpec, int, DecodeSettings, CancellationToken)"/>
    public static Dataset Load(DataSpec spec, int seed, int threads, CancellationToken cancellationToken) =>
        Load(spec, seed, DecodeSettings.InMemory(threads), cancellationToken);

    /// <exception cref="BadDataException">The images can't be used.</exception>
    public static Dataset Load(DataSpec spec, int seed, DecodeSettings settings, CancellationToken cancellationToken) => spec.Source switch
    {
        DataSource.Synthetic => FruitDrawing.Draw(spec, seed, settings, cancellationToken),
        DataSource.ImageFolder => ImageFolder.Read(spec, settings, cancellationToken),
        DataSource.Random => RandomImages.Make(spec, seed),
    };
}
