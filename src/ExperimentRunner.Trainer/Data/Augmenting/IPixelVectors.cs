using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>How pixels of a type become floats, 16 at once or one; the compiler makes a loop of its own for each type.</summary>
internal interface IPixelVectors<T>
    where T : unmanaged
{
    static abstract Vector512<float> Load(ref T from, nuint at);

    static abstract float Single(T value);
}
