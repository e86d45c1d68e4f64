using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>A tensor of a file: a view on stored bytes that was checked to lie within them.</summary>
internal sealed class StoredTensor
{
    private readonly ReadOnlyMemory<byte> storage;
    private readonly long offset;
    private readonly long[] strides;

    /// <param name="storage">Elements of <paramref name="type"/>, little-endian.</param>
    /// <param name="offset">First element, counted in elements, as the strides are.</param>
    /// <exception cref="BadWeightsException">The view is not one on these bytes.</exception>
    public StoredTensor(ElementType type, ReadOnlyMemory<byte> storage, long offset, long[] shape, long[] strides)
    {
        Type = type;
        Shape = shape;
        this.storage = storage;
        this.offset = offset;
        this.strides = strides;
        Elements = Check();
    }

    public ElementType Type { get; }

    public IReadOnlyList<long> Shape { get; }

    public int Elements { get; }

    private bool IsContiguous => Elements > 0 && strides.AsSpan().SequenceEqual(TensorShape.ContiguousStrides([.. Shape]));

    /// <summary>The values in the order of the shape, rounded to fp32.</summary>
    /// <exception cref="BadWeightsException">They are no floating-point numbers.</exception>
    public float[] ToFloats() => Type switch
    {
        ElementType.Float64 => Gather<double, float>(value => (float)value),
        ElementType.Float32 when IsContiguous => MemoryMarshal.Cast<byte, float>(storage.Span).Slice((int)offset, Elements).ToArray(),
        ElementType.Float32 => Gather<float, float>(value => value),
        ElementType.Float16 => Gather<Half, float>(value => (float)value),
        ElementType.BFloat16 => Gather<ushort, float>(value => BitConverter.Int32BitsToSingle(value << 16)),
        _ => throw new BadWeightsException($"holds {Type}, which weights can't be made of"),
    };

    /// <summary>The values in the order of the shape.</summary>
    /// <exception cref="BadWeightsException">They are not int64.</exception>
    public long[] ToLongs() => Type == ElementType.Int64
        ? Gather<long, long>(value => value)
        : throw new BadWeightsException($"holds {Type} where int64 belongs");

    private int Check()
    {
        long stored = storage.Length / Type.Bytes();
        if (Shape.Count > TensorShape.MostDimensions || strides.Length != Shape.Count || offset < 0 || Array.Exists(strides, stride => stride < 0))
        {
            throw new BadWeightsException($"has a shape of {Shape.Count} dimensions, {strides.Length} strides or an offset that no tensor has");
        }

        // Also refuses what repeats its elements (stride 0): a few bytes could ask for terabytes.
        if (TensorShape.Elements([.. Shape]) is not { } elements || elements > stored)
        {
            throw new BadWeightsException($"has the shape {TensorShape.Text(Shape)}, more elements than the {stored} that are stored for it");
        }

        if (elements > 0 && !EndsWithin(stored))
        {
            throw new BadWeightsException($"of shape {TensorShape.Text(Shape)} reaches beyond the {stored} elements that are stored for it");
        }

        return (int)elements;
    }

    private bool EndsWithin(long stored)
    {
        long left = stored - 1 - offset;
        for (int i = 0; i < strides.Length && left >= 0; i++)
        {
            long steps = Shape[i] - 1;
            left = steps > 0 && strides[i] > left / steps ? -1 : left - (steps * strides[i]);
        }

        return left >= 0;
    }

    private TTo[] Gather<TFrom, TTo>(Func<TFrom, TTo> convert)
        where TFrom : unmanaged
    {
        ReadOnlySpan<TFrom> from = MemoryMarshal.Cast<byte, TFrom>(storage.Span);
        TTo[] values = new TTo[Elements];
        long[] index = new long[strides.Length];
        long position = offset;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = convert(from[(int)position]);
            position += Step(index);
        }

        return values;
    }

    /// <summary>Goes on to the next element in the order of the shape; returns how far away that is.</summary>
    private long Step(long[] index)
    {
        long distance = 0;
        for (int i = index.Length - 1; i >= 0; i--)
        {
            if (++index[i] < Shape[i])
            {
                return distance + strides[i];
            }

            distance -= (Shape[i] - 1) * strides[i];
            index[i] = 0;
        }

        return distance;
    }
}
