using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>
/// The most that libtorch's 3x3 convolutions reach on this CPU, all devices at once: what a training step could reach at best. The
/// shapes are those of ResNet18 at 224 pixels, in channels_last as the trainer has them.
/// </summary>
internal sealed class ConvolutionPeak(int devices, int threadsPerDevice, Precision precision, TimeProvider time)
{
    private const int Images = 16;
    private const int WarmupCalls = 3;
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(500);

    /// <summary>[channels, pixels].</summary>
    private static readonly (int Channels, int Pixels)[] Shapes = [(64, 56), (128, 28), (256, 14), (512, 7)];

    /// <summary>Of the best shape, summed over the devices.</summary>
    /// <returns>Floating-point operations a second, two for a multiply-add.</returns>
    public double FlopsPerSecond()
    {
        using var barrier = new RankBarrier(devices);
        using var threads = new RankThreads(devices, barrier, _ => set_num_threads(threadsPerDevice));
        double best = 0;
        foreach ((int channels, int pixels) in Shapes)
        {
            double[] ofRanks = new double[devices];
            threads.Run(rank =>
            {
                ofRanks[rank] = Measure(channels, pixels, barrier);
                barrier.Meet();
            });
            best = Math.Max(best, ofRanks.Sum());
        }

        return best;
    }

    private double Measure(int channels, int pixels, RankBarrier barrier)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;
        Tensor x_NCHW = randn(Images, pixels, pixels, channels).to(type).permute(0, 3, 1, 2);
        Tensor weight_OIHW = randn(channels, 3, 3, channels).to(type).permute(0, 3, 1, 2);
        for (int i = 0; i < WarmupCalls; i++)
        {
            Convolve();
        }

        barrier.Meet();
        long begin = time.GetTimestamp();
        int calls = 0;
        for (; time.GetElapsedTime(begin) < Duration; calls++)
        {
            Convolve();
        }

        return 2.0 * 9 * channels * channels * pixels * pixels * Images * calls / time.GetElapsedTime(begin).TotalSeconds;

        void Convolve() => functional.conv2d(x_NCHW, weight_OIHW, padding: [1, 1]).Dispose();
    }
}
