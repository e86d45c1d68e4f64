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

    /// <summary>target = source; source = 0.</summary>
    /// <param name="source">bf16.</param>
    /// <param name="count">A multiple of 16.</param>
    public static void Move(float* target, ushort* source, long count)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            LoadBf16(source + i).Store(target + i);
            Vector256<ushort>.Zero.Store(source + i);
        }
    }

    /// <summary>target += source; source = 0.</summary>
    /// <param name="source">bf16.</param>
    /// <param name="count">A multiple of 16.</param>
    public static void Add(float* target, ushort* source, long count)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            (Vector512.Load(target + i) + LoadBf16(source + i)).Store(target + i);
            Vector256<ushort>.Zero.Store(source + i);
        }
    }

    /// <summary>bf16 is the upper half of fp32.</summary>
    private static Vector512<float> LoadBf16(ushort* source) => (Vector512.WidenLower(Vector256.Load(source).ToVector512Unsafe()) << 16).AsSingle();
}
