namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>Sizes that a file claims, before anything is believed of them.</summary>
internal static class TensorShape
{
    /// <summary>PyTorch's own limit on the dimensions of what it sorts or prints; a convolution has 4.</summary>
    public const int MostDimensions = 64;

    /// <summary>Elements of a shape; null if a size is negative or there are more than a long can count.</summary>
    public static long? Elements(ReadOnlySpan<long> shape)
    {
        long elements = 1;
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && elements > long.MaxValue / size))
            {
                return null;
            }

            elements *= size;
        }

        return elements;
    }

    /// <summary>Strides, in elements, of a tensor whose last dimension lies side by side.</summary>
    /// <param name="shape">Its elements can be counted.</param>
    public static long[] ContiguousStrides(ReadOnlySpan<long> shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(1, shape[i]);
        }

        return strides;
    }

    /// <summary><c>[64, 3, 7, 7]</c>.</summary>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
