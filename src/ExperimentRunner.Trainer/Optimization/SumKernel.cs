using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Sums gradients on plain memory and leaves zeros behind, so that the next backward can add to them.</summary>
internal static unsafe class SumKernel
{
    /// <summary>target = source; source = 0.</summary>
    /// <param name="count">A multiple of 16.</param>
    public static void Move(float* target, float* source, long count)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            Vector512.Load(source + i).Store(target + i);
            Vector512<float>.Zero.Store(source + i);
        }
    }

    /// <summary>target += source; source = 0.</summary>
    /// <param name="count">A multiple of 16.</param>
    public static void Add(float* target, float* source, long count)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
            Vector512<float>.Zero.Store(source + i);
        }
    }
}
