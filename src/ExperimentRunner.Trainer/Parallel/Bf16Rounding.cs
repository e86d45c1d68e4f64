using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Rounds fp32 to bf16 on plain memory as libtorch does: to the nearest, ties to even.</summary>
internal static unsafe class Bf16Rounding
{
    /// <summary>Bits of fp32 that bf16 has not.</summary>
    private const int LostBits = 16;

    /// <param name="target">bf16.</param>
    /// <param name="count">A multiple of 16.</param>
    public static void Round(ushort* target, float* source, long count)
    {
        Vector512<uint> almostHalf = Vector512.Create(0x7FFFu);
        Vector512<uint> notANumber = Vector512.Create(0x7FC0u);
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(source + i);
            Vector512<uint> bits = value.AsUInt32();
            Vector512<uint> odd = (bits >>> LostBits) & Vector512<uint>.One;
            Vector512<uint> rounded = (bits + almostHalf + odd) >>> LostBits;
            Vector512<uint> result = Vector512.ConditionalSelect(Vector512.Equals(value, value).AsUInt32(), rounded, notANumber);
            Vector256.Narrow(result.GetLower(), result.GetUpper()).Store(target + i);
        }
    }
}
