using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The moving average of weights on plain memory.</summary>
internal static unsafe class AverageKernel
{
    /// <summary>average += (1 - decay) x (parameter - average).</summary>
    /// <param name="count">A multiple of 16.</param>
    public static void Update(double decay, float* parameters, float* averages, long count)
    {
        var share = Vector512.Create((float)(1 - decay));
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            var average = Vector512.Load(averages + i);
            Vector512.FusedMultiplyAdd(Vector512.Load(parameters + i) - average, share, average).Store(averages + i);
        }
    }

    /// <summary>Exchanges the contents of two places.</summary>
    /// <param name="count">A multiple of 16.</param>
    public static void Swap(float* one, float* other, long count)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            var kept = Vector512.Load(one + i);
            Vector512.Load(other + i).Store(one + i);
            kept.Store(other + i);
        }
    }
}
