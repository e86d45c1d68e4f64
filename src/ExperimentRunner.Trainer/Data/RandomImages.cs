using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Noise with noise for labels: nothing can be learnt from it, but it costs what real images cost.</summary>
internal static class RandomImages
{
    public static Dataset Make(DataSpec spec, int seed)
    {
        var random = new Random(seed);
        string[] classes = [.. Enumerable.Range(0, spec.Classes).Select(label => $"class{label}")];
        return new Dataset(Noise(spec.TrainImages), Noise(spec.TestImages), []);

        ImageSet Noise(int count)
        {
            byte[] pixels = ImageSet.Allocate(count, spec.ImageSize);
            random.NextBytes(pixels);
            int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes.Length))];
            return new ImageSet(spec.ImageSize, pixels, labels, classes);
        }
    }
}
