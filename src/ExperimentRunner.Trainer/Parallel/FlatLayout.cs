using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Where each parameter of a model lies in one flat buffer of floats.</summary>
internal sealed class FlatLayout
{
    /// <summary>Floats in a cache line of 64 bytes; parameters and shares begin on one.</summary>
    private const int Alignment = 16;

    private readonly long[][] shapes;

    public FlatLayout(IEnumerable<Tensor> parameters)
    {
        shapes = [.. parameters.Select(parameter => parameter.shape)];
        var segments = new List<FlatSegment>();
        foreach (long[] shape in shapes)
        {
            long count = shape.Aggregate(1L, (product, size) => product * size);
            segments.Add(new FlatSegment(Length, count));
            Length += (count + Alignment - 1) / Alignment * Alignment;
        }

        Segments = segments;
    }

    /// <summary>Floats of the buffer, padding included.</summary>
    public long Length { get; private set; }

    /// <summary>Of the parameters, in their order.</summary>
    public IReadOnlyList<FlatSegment> Segments { get; }

    /// <summary>The part of the buffer that one of <paramref name="ranks"/> looks after.</summary>
    public FlatSegment Share(int ranks, int rank)
    {
        long lines = Length / Alignment;
        long start = lines * rank / ranks * Alignment;
        return new FlatSegment(start, (lines * (rank + 1) / ranks * Alignment) - start);
    }

    /// <summary>
    /// Parameter <paramref name="index"/> of <paramref name="flat"/> in its own shape; a convolution's weight (O out, I in channels, H x W)
    /// is laid out as OHWI, which is channels_last.
    /// </summary>
    public Tensor View(Tensor flat, int index)
    {
        long[] shape = shapes[index];
        using Tensor part = flat.narrow(0, Segments[index].Start, Segments[index].Length);
        if (shape.Length != 4)
        {
            return part.view(shape).DetachFromDisposeScope();
        }

        using Tensor weight_OHWI = part.view(shape[0], shape[2], shape[3], shape[1]);
        return weight_OHWI.permute(0, 3, 1, 2).DetachFromDisposeScope();
    }
}
