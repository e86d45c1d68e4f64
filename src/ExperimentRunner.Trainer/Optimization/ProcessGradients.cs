using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Gradients in fp32 that are summed over several processes, too.</summary>
internal sealed unsafe class ProcessGradients : IGradientMemory
{
    private readonly RankBarrier barrier;
    private readonly ICollective processes;
    private readonly long length;
    private readonly FlatGradients[] gradients;
    private readonly float*[] memory;

    public ProcessGradients(ReplicaSet replicas, RankBarrier barrier, ICollective processes)
    {
        this.barrier = barrier;
        this.processes = processes;
        length = replicas[0].Layout.TrainedEnd;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica, replica.Rank == 0 ? processes.CreateBuffer(length) : null))];
        memory = new float*[gradients.Length];
        for (int rank = 0; rank < memory.Length; rank++)
        {
            memory[rank] = TensorMemory.Floats(gradients[rank].Buffer);
        }
    }

    /// <summary>Sums the gradients of this process's ranks into those of its first, then over processes; all ranks get all of it.</summary>
    public void Gather(int rank, FlatSegment share)
    {
        for (int other = 1; other < memory.Length; other++)
        {
            SumKernel.Add(memory[0] + share.Start, memory[other] + share.Start, share.Length);
        }

        barrier.Meet();
        if (rank == 0)
        {
            processes.AllReduce(memory[0], length);
        }

        barrier.Meet();
    }

    public void Take(int rank, FlatSegment piece, float* sum) => SumKernel.Move(sum, memory[0] + piece.Start, piece.Length);

    public void Dispose() => Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
}
