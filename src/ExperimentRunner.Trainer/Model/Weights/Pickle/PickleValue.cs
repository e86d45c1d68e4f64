using System.Numerics;

namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>What a pickle may hold here: plain data and tensors. Nothing of it is code.</summary>
internal abstract record PickleValue
{
    private PickleValue()
    {
    }

    public sealed record Nothing : PickleValue;

    public sealed record Flag(bool IsOn) : PickleValue;

    public sealed record Whole(BigInteger Number) : PickleValue;

    public sealed record Real(double Number) : PickleValue;

    public sealed record Text(string Value) : PickleValue;

    public sealed record Bytes(ReadOnlyMemory<byte> Value) : PickleValue;

    public sealed record Row(IReadOnlyList<PickleValue> Items) : PickleValue;

    /// <summary>A list; it may hold itself.</summary>
    public sealed record Sequence(List<PickleValue> Items) : PickleValue;

    /// <summary>
    /// A dict or OrderedDict; it may hold itself. Only what has a name is kept: numbers as keys are those of optimizers, and a file could
    /// choose them so that all fall into one bucket. The attributes that an OrderedDict may have are left out, too.
    /// </summary>
    public sealed record Map(Dictionary<string, PickleValue> Items) : PickleValue;

    /// <summary>A name of Python code that <see cref="PickleGlobals"/> knows; it is never run.</summary>
    public sealed record Global(string Name) : PickleValue;

    public sealed record Storage(TorchStorage Value) : PickleValue;

    public sealed record Tensor(TensorView Value) : PickleValue;
}
