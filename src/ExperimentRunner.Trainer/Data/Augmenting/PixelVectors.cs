using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>Bytes to floats, 16 at once.</summary>
internal static class PixelVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Floats(Vector128<byte> bytes)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(bytes));
        }

        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
        return Vector512.Create(
            Vector256.Create(Floats(Vector128.WidenLower(lower)), Floats(Vector128.WidenUpper(lower))),
            Vector256.Create(Floats(Vector128.WidenLower(upper)), Floats(Vector128.WidenUpper(upper))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Floats(Vector128<uint> whole) => Vector128.ConvertToSingle(whole.AsInt32());
}
