using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data.Augmenting;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>How fast one thread makes batches of stored training images: what it costs beside training, once all is decoded.</summary>
internal sealed class LoaderRate(DataSpec spec, TimeProvider time)
{
    /// <summary>28 MB at 96 pixels: more than the second-level cache holds.</summary>
    private const int Images = 1024;
    private const int ImagesPerBatch = 16;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    public double ImagesPerSecond()
    {
        ImageSet images = Noise(StoredSize.OfTraining(spec));
        var augmenter = new Augmenter(spec, images.Size);
        var plan = new EpochPlan(new StepCount(Images, ImagesPerBatch, DropLast: true), accumulate: 1, ranks: 1, seed: 1, epoch: 1);
        using var buffer = new BatchBuffer(ImagesPerBatch, spec.ImageSize, CPU);
        Epoch();
        long begin = time.GetTimestamp();
        int done = 0;
        for (; time.GetElapsedTime(begin) < Duration; done += Images)
        {
            Epoch();
        }

        return done / time.GetElapsedTime(begin).TotalSeconds;

        void Epoch()
        {
            for (int i = 0; i < plan.MicroBatches; i++)
            {
                buffer.Fill(images, plan, plan.Slice(rank: 0, i), augmenter).Dispose();
            }
        }
    }

    private static ImageSet Noise(int size)
    {
        byte[] pixels = ImageSet.Allocate(Images, size);
        new Random(1).NextBytes(pixels);
        return new ImageSet(size, pixels, new int[Images], ["noise"]);
    }
}
