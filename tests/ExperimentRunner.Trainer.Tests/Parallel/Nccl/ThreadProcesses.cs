using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Tests.Parallel.Nccl;

/// <summary>Threads that stand for the processes of a run, as far as NCCL needs them: process 0 hands out the unique id.</summary>
internal sealed unsafe class ThreadProcesses(int rank, int size, byte[] shared, Barrier barrier) : ICollective
{
    public int Rank => rank;

    public int Size => size;

    public int RankOnHost => rank;

    public int SizeOnHost => Size;

    public void Broadcast(byte* bytes, long count)
    {
        var mine = new Span<byte>(bytes, (int)count);
        if (rank == 0)
        {
            mine.CopyTo(shared);
        }

        barrier.SignalAndWait();
        shared.AsSpan(0, (int)count).CopyTo(mine);
    }

    public void AllReduce(float* values, long count) => throw new NotSupportedException();

    public void AllReduce(Span<double> values) => throw new NotSupportedException();

    public TorchSharp.torch.Tensor CreateBuffer(long length) => throw new NotSupportedException();

    public void Barrier() => barrier.SignalAndWait();

    public void Abort(int exitCode) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
