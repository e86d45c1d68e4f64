using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>Pixels as they are stored, 0 to 255.</summary>
internal readonly struct BytePixels : IPixelVectors<byte>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref byte from, nuint at) => PixelVectors.Floats(Vector128.LoadUnsafe(ref from, at));

    public static float Single(byte value) => value;
}
