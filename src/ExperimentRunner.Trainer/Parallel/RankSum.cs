using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// Sums small vectors over the ranks of a run, in rank order within a process: all ranks get the same bits. Each rank calls it on a
/// thread of its own, in the same order as the others.
/// </summary>
/// <param name="devices">Of this process.</param>
internal sealed class RankSum(ComputeDevices devices, RankBarrier barrier, ICollective processes) : IDisposable
{
    /// <summary>[turn, rank]: a rank is at most one turn ahead of another, so what a slow one still reads is not overwritten.</summary>
    private readonly Tensor?[][] published = [new Tensor?[devices.Count], new Tensor?[devices.Count]];

    private readonly int[] turns = new int[devices.Count];

    /// <summary>Of the last turn, from rank 0; read before any rank can begin the next but one.</summary>
    private readonly double[][] overProcesses = [[], []];

    /// <summary>Replaces <paramref name="values"/> by the sum over all ranks.</summary>
    /// <param name="values">fp64, 1-D, on the rank's device, of the same length on all ranks.</param>
    /// <exception cref="OperationCanceledException">Another rank failed.</exception>
    public void Replace(int rank, Tensor values)
    {
        int turn = turns[rank]++ % published.Length;
        SumHere(rank, values, published[turn]);
        if (processes.Size == 1)
        {
            return;
        }

        if (rank == 0)
        {
            overProcesses[turn] = SumOverProcesses(values);
        }

        barrier.Meet();
        using Tensor sum = tensor(overProcesses[turn], ScalarType.Float64);
        values.copy_(sum);
    }

    public void Dispose()
    {
        foreach (Tensor? tensor in published.SelectMany(ofAll => ofAll))
        {
            tensor?.Dispose();
        }
    }

    private void SumHere(int rank, Tensor values, Tensor?[] ofAll)
    {
        ofAll[rank]?.Dispose();
        ofAll[rank] = values.clone().DetachFromDisposeScope();
        devices.Synchronize(rank);
        barrier.Meet();

        using DisposeScope scope = NewDisposeScope();
        values.zero_();
        foreach (Tensor? ofRank in ofAll)
        {
            values.add_(ofRank!.to(values.device));
        }
    }

    private double[] SumOverProcesses(Tensor values)
    {
        using Tensor host = values.to(CPU, copy: true);
        double[] sums = [.. host.data<double>()];
        processes.AllReduce(sums);
        return sums;
    }
}
