using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Sums on plain memory.</summary>
internal static unsafe class SumKernel
{
    /// <summary>target += source.</summary>
    public static void Add(float* target, float* source, long count)
    {
        long i = 0;
        for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] += source[i];
        }
    }

    /// <summary>target = left + right.</summary>
    public static void Set(float* target, float* left, float* right, long count)
    {
        long i = 0;
        for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            (Vector512.Load(left + i) + Vector512.Load(right + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] = left[i] + right[i];
        }
    }
}
