using ExperimentRunner.Runs.Specs;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>
/// Draws fruit and vegetables on busy backgrounds, deterministically from a seed. Each kind has its shape and its colours; position, size,
/// angle, light and background vary, so that an untrained model is at chance and a trained one is not.
/// </summary>
internal static class FruitDrawing
{
    private static readonly FruitKind[] Kinds =
    [
        new("apple", new SKColor(200, 30, 40), new SKColor(120, 170, 40), FruitShape.Round),
        new("banana", new SKColor(240, 210, 60), new SKColor(110, 80, 30), FruitShape.Crescent),
        new("carrot", new SKColor(240, 130, 30), new SKColor(60, 150, 50), FruitShape.Cone),
        new("cucumber", new SKColor(50, 130, 50), new SKColor(130, 180, 90), FruitShape.Long),
        new("grape", new SKColor(110, 50, 140), new SKColor(90, 130, 50), FruitShape.Cluster),
        new("lemon", new SKColor(245, 225, 70), new SKColor(220, 190, 50), FruitShape.Pointed),
        new("pear", new SKColor(180, 200, 70), new SKColor(110, 80, 40), FruitShape.Bulb),
        new("tomato", new SKColor(215, 50, 35), new SKColor(40, 120, 40), FruitShape.Star),
        new("aubergine", new SKColor(80, 30, 90), new SKColor(70, 130, 60), FruitShape.Bulb),
        new("orange", new SKColor(245, 150, 40), new SKColor(90, 140, 50), FruitShape.Round),
        new("lime", new SKColor(130, 190, 50), new SKColor(100, 160, 50), FruitShape.Pointed),
        new("redcurrant", new SKColor(210, 30, 40), new SKColor(100, 140, 60), FruitShape.Cluster),
    ];

    /// <summary>How many classes can be drawn.</summary>
    public static int MostClasses => Kinds.Length;

    /// <inheritdoc cref="Draw(DataSpec, int, DecodeSettings, CancellationToken)"/>
    public static Dataset Draw(DataSpec spec, int seed, int threads, CancellationToken cancellationToken) =>
        Draw(spec, seed, DecodeSettings.InMemory(threads), cancellationToken);

    /// <exception cref="BadDataException">More classes are asked for than there are drawings.</exception>
    public static Dataset Draw(DataSpec spec, int seed, DecodeSettings settings, CancellationToken cancellationToken)
    {
        if (spec.Classes > MostClasses)
        {
            throw new BadDataException($"data.classes is {spec.Classes}, but the synthetic source draws at most {MostClasses}.");
        }

        string[] classes = [.. Kinds.Take(spec.Classes).Select(kind => kind.Name)];
        return new Dataset(DrawSet(0, spec.TrainImages, StoredSize.OfTraining(spec)), DrawSet(spec.TrainImages, spec.TestImages, StoredSize.OfTest(spec)), []);

        ImageSet DrawSet(int first, int count, int size)
        {
            byte[] pixels = ImageSet.Allocate(count, size);
            int bytesPerImage = size * size * ImageSet.Channels;
            int[] labels = [.. Enumerable.Range(0, count).Select(i => i % spec.Classes)];
            var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellationToken };
            System.Threading.Tasks.Parallel.For(0, count, options, i =>
            {
                FruitPicture.Draw(Kinds[labels[i]], size, RandomOfImage(seed, first + i), pixels.AsSpan(i * bytesPerImage, bytesPerImage));
                settings.Beat();
            });
            return new ImageSet(size, pixels, labels, classes);
        }
    }

    private static Random RandomOfImage(int seed, int index) => new(unchecked((seed * 1_000_003) + index));
}
