using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// Mixup (Zhang et al. 2018, arXiv:1710.09412): each image becomes share x itself + (1 - share) x a partner, and so does its target. The
/// share is one for a whole step, drawn from Beta(alpha, alpha) by seed and step alone, so that it does not depend on devices and
/// micro-batches. Partners are of the same micro-batch on the same device (the first with the last and so on), so they do depend on both.
/// </summary>
/// <param name="alpha">0 mixes nothing.</param>
internal sealed class Mixup(double alpha, int seed)
{
    /// <summary>How much of itself an image keeps in a step.</summary>
    /// <param name="step">Of the run, from 0.</param>
    /// <returns>0 to 1; 1 where nothing is mixed.</returns>
    public double ShareAt(int step) => alpha == 0 ? 1 : BetaDistribution.Draw(RandomOf(step), alpha);

    /// <summary>N images of C channels and H x W pixels, mixed; in the same memory format.</summary>
    public static Tensor Mix(Tensor x_NCHW, double share)
    {
        if (share == 1)
        {
            return x_NCHW;
        }

        using Tensor partners_NCHW = Partners(x_NCHW);
        return x_NCHW.lerp(partners_NCHW, 1 - share);
    }

    /// <summary>The partner of each of N along the first dimension.</summary>
    public static Tensor Partners(Tensor x_N) => x_N.flip(0);

    /// <summary>Seed and step are mixed by the last lines of SplitMix64, so that neighbours have nothing in common.</summary>
    private Random RandomOf(int step)
    {
        ulong bits = ((ulong)(uint)seed << 32) | (uint)step;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return new Random((int)(bits >> 33));
    }
}
