using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>A run whose replicas are all in this process.</summary>
internal sealed unsafe class SingleProcess : ICollective
{
    public int Rank => 0;

    public int Size => 1;

    public int RankOnHost => 0;

    public int SizeOnHost => 1;

    public void AllReduce(float* values, long count)
    {
    }

    public void AllReduce(Span<double> values)
    {
    }

    public Tensor CreateBuffer(long length) => zeros(length, ScalarType.Float32, CPU).DetachFromDisposeScope();

    public void Broadcast(byte* bytes, long count)
    {
    }

    public void Barrier()
    {
    }

    public void Abort(int exitCode)
    {
    }

    public void Dispose()
    {
    }
}
