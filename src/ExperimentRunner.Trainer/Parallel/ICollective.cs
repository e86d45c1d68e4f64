using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// The processes of one run. All of them make the same calls in the same order, one thread at a time; <see cref="Abort"/> alone may come
/// at any time from any thread.
/// </summary>
internal unsafe interface ICollective : IDisposable
{
    /// <summary>Of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>Processes of the run, at least 1.</summary>
    int Size { get; }

    /// <summary>Of this process among those on its host, from 0.</summary>
    int RankOnHost { get; }

    /// <summary>Processes of the run on this host, at least 1.</summary>
    int SizeOnHost { get; }

    /// <summary>Replaces <paramref name="values"/> by their sums over all processes; all get the same bits.</summary>
    /// <param name="count">The same on all processes; 0 or more.</param>
    void AllReduce(float* values, long count);

    /// <inheritdoc cref="AllReduce(float*, long)"/>
    void AllReduce(Span<double> values);

    /// <summary>A buffer of zeros on the CPU, fp32 and 1-D, over which this process's <see cref="AllReduce(float*, long)"/> is fastest when it is given all of it. The caller disposes it.</summary>
    /// <param name="length">A multiple of 16, the same on all processes, which must all ask.</param>
    Tensor CreateBuffer(long length);

    /// <summary>Replaces <paramref name="bytes"/> by those of process 0.</summary>
    void Broadcast(byte* bytes, long count);

    /// <summary>Waits for all processes.</summary>
    void Barrier();

    /// <summary>Ends all processes of the run, also those that hang.</summary>
    void Abort(int exitCode);
}
