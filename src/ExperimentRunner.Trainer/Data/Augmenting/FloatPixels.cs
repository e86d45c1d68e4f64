using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>Pixels between two steps of augmentation.</summary>
internal readonly struct FloatPixels : IPixelVectors<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float from, nuint at) => Vector512.LoadUnsafe(ref from, at);

    public static float Single(float value) => value;
}
