using ExperimentRunner.Runs.Specs;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// Where each parameter of a model lies in one flat buffer of floats: first the trained weights of convolutions and linear layers, then
/// the trained biases and parameters of batch norm, last what is frozen. So weight decay and training end at one boundary each.
/// </summary>
internal sealed class FlatLayout
{
    /// <summary>Floats in a cache line of 64 bytes; parameters and shares begin on one.</summary>
    private const int Alignment = 16;

    private readonly MemoryFormat format;
    private readonly long[][] shapes;
    private readonly FlatSegment[] segments;

    /// <param name="parameters">Those that need no gradient are frozen.</param>
    /// <param name="format">How the weights of convolutions are laid out.</param>
    public FlatLayout(IEnumerable<Tensor> parameters, MemoryFormat format = MemoryFormat.ChannelsLast)
    {
        this.format = format;
        Tensor[] all = [.. parameters];
        shapes = [.. all.Select(parameter => parameter.shape)];
        segments = new FlatSegment[all.Length];
        WeightsEnd = Place(all, 0, parameter => parameter.requires_grad && parameter.dim() > 1);
        TrainedEnd = Place(all, WeightsEnd, parameter => parameter.requires_grad && parameter.dim() <= 1);
        Length = Place(all, TrainedEnd, parameter => !parameter.requires_grad);
    }

    /// <summary>Where the trained weights of convolutions and linear layers end, in floats.</summary>
    public long WeightsEnd { get; }

    /// <summary>Where all that is trained ends, in floats: the length of buffers for gradients and for the state of optimizers.</summary>
    public long TrainedEnd { get; }

    /// <summary>Where the trained weights of convolutions and linear layers lie.</summary>
    public FlatSegment Weights => new(0, WeightsEnd);

    /// <summary>Where all that is trained lies.</summary>
    public FlatSegment Trained => new(0, TrainedEnd);

    /// <summary>Floats of the buffer, padding included.</summary>
    public long Length { get; }

    /// <summary>Where the trained biases and parameters of batch norm lie.</summary>
    public FlatSegment TrainedNotWeights => new(WeightsEnd, TrainedEnd - WeightsEnd);

    public FlatSegment Everything => new(0, Length);

    /// <summary>Of the parameters, in the parameters' order, which is not that of the buffer.</summary>
    public IReadOnlyList<FlatSegment> Segments => segments;

    /// <summary>Whether parameter <paramref name="index"/> is trained.</summary>
    public bool IsTrained(int index) => segments[index].Start < TrainedEnd;

    /// <summary>The part of what is trained that one of <paramref name="ranks"/> looks after.</summary>
    public FlatSegment Share(int ranks, int rank)
    {
        long lines = TrainedEnd / Alignment;
        long start = lines * rank / ranks * Alignment;
        return new FlatSegment(start, (lines * (rank + 1) / ranks * Alignment) - start);
    }

    /// <summary>
    /// Parameter <paramref name="index"/> of <paramref name="flat"/> in its own shape; in channels_last a convolution's weight (O out, I in
    /// channels, H x W) is laid out as OHWI.
    /// </summary>
    /// <param name="origin">Where in the buffer <paramref name="flat"/> begins.</param>
    public Tensor View(Tensor flat, int index, long origin = 0)
    {
        long[] shape = shapes[index];
        using Tensor part = flat.narrow(0, segments[index].Start - origin, segments[index].Length);
        if (shape.Length != 4 || format == MemoryFormat.Contiguous)
        {
            return part.view(shape).DetachFromDisposeScope();
        }

        using Tensor weight_OHWI = part.view(shape[0], shape[2], shape[3], shape[1]);
        return weight_OHWI.permute(0, 3, 1, 2).DetachFromDisposeScope();
    }

    private long Place(Tensor[] parameters, long end, Func<Tensor, bool> belongsHere)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (belongsHere(parameters[i]))
            {
                segments[i] = new FlatSegment(end, parameters[i].numel());
                end += (segments[i].Length + Alignment - 1) / Alignment * Alignment;
            }
        }

        return end;
    }
}
