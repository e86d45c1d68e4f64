using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Draws, reads or makes up the images of a run.</summary>
internal static class DatasetLoader
{
    /// <exception cref="BadDataException">The images can't be used.</exception>
    public static Dataset Load(DataSpec spec, int seed, int threads, CancellationToken cancellationToken) => spec.Source switch
    {
        DataSource.Synthetic => FruitDrawing.Draw(spec, seed, threads, cancellationToken),
        DataSource.ImageFolder => ImageFolder.Read(spec, threads, cancellationToken),
        DataSource.Random => RandomImages.Make(spec, seed),
    };
}
