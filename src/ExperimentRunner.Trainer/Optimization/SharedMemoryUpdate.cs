using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// For replicas that share their parameters on one CPU. Each rank walks once over its share of the buffers, in pieces that stay in its
/// first-level cache: sum the gradients of all ranks, clear them, update, average. No parameter is copied, and no sum goes to memory.
/// </summary>
internal sealed unsafe class SharedMemoryUpdate : IParameterUpdate
{
    /// <summary>Floats of a piece: 16 KiB.</summary>
    private const int PieceLength = 4096;

    private readonly FlatLayout layout;
    private readonly RankBarrier barrier;
    private readonly ICollective processes;
    private readonly FlatGradients[] gradients;
    private readonly float*[] gradientMemory;
    private readonly float[][] sums;
    private readonly IMemoryOptimizer optimizer;
    private readonly MemoryAverage? average;
    private readonly double weightDecay;
    private readonly long decayEnd;

    /// <param name="replicas">They share their parameters.</param>
    public SharedMemoryUpdate(UpdateSettings settings, ReplicaSet replicas, RankBarrier barrier, ICollective processes)
    {
        this.barrier = barrier;
        this.processes = processes;
        layout = replicas[0].Layout;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica, replica.Rank == 0 ? processes.CreateBuffer(layout.TrainedEnd) : null))];
        gradientMemory = new float*[gradients.Length];
        for (int rank = 0; rank < gradients.Length; rank++)
        {
            gradientMemory[rank] = TensorMemory.Floats(gradients[rank].Buffer);
        }

        sums = [.. replicas.Select(_ => new float[PieceLength])];
        Tensor parameters = replicas[0].Parameters;
        optimizer = settings.Rule switch
        {
            OptimizerRule.Sgd sgd => new MemorySgd(sgd, parameters, layout.TrainedEnd),
            OptimizerRule.AdamW adamW => new MemoryAdamW(adamW, parameters, layout.TrainedEnd),
            _ => throw new ArgumentException($"There is no update by {settings.Rule}.", nameof(settings)),
        };
        average = settings.EmaDecay > 0 ? new MemoryAverage(settings.EmaDecay, parameters, layout.TrainedEnd) : null;
        weightDecay = settings.WeightDecay;
        decayEnd = settings.DecayEnd(layout);
        State = average is null ? optimizer.State : [.. optimizer.State, average.State];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public bool KeepsAverage => average is not null;

    public void Apply(int rank, UpdateStep step, PhaseClock clock)
    {
        barrier.Meet();
        clock.End(StepPhase.Exchange);
        FlatSegment share = layout.Share(gradients.Length, rank);
        bool isSummed = processes.Size > 1;
        if (isSummed)
        {
            SumOverProcesses(rank, share);
            clock.End(StepPhase.Exchange);
        }

        fixed (float* scratch = sums[rank])
        {
            for (FlatSegment piece = PieceAt(share.Start, share); piece.Length > 0; piece = PieceAt(piece.End, share))
            {
                float* sum = isSummed ? gradientMemory[0] + piece.Start : Sum(piece, scratch);
                clock.End(StepPhase.Exchange);
                optimizer.Update(piece, sum, step, piece.Start < decayEnd ? weightDecay : 0);
                average?.Update(piece, step);
                new Span<float>(sum, (int)piece.Length).Clear();
                clock.End(StepPhase.Optimizer);
            }
        }

        barrier.Meet();
        clock.End(StepPhase.Exchange);
    }

    public void SwapAverage(int rank)
    {
        average?.Swap(layout.Share(gradients.Length, rank));
        barrier.Meet();
    }

    public void Dispose()
    {
        Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
        optimizer.Dispose();
        average?.Dispose();
    }

    /// <summary>The piece of a share that begins at <paramref name="start"/>; weight decay holds for all of it or for nothing of it.</summary>
    private FlatSegment PieceAt(long start, FlatSegment share)
    {
        long end = start < decayEnd ? Math.Min(decayEnd, share.End) : share.End;
        return new FlatSegment(start, Math.Min(PieceLength, end - start));
    }

    /// <summary>Sums the gradients of this process's ranks into those of its first, then over processes; all ranks get all of it.</summary>
    private void SumOverProcesses(int rank, FlatSegment share)
    {
        for (int other = 1; other < gradientMemory.Length; other++)
        {
            SumKernel.Add(gradientMemory[0] + share.Start, gradientMemory[other] + share.Start, share.Length);
        }

        barrier.Meet();
        if (rank == 0)
        {
            processes.AllReduce(gradientMemory[0], layout.TrainedEnd);
        }

        barrier.Meet();
    }

    /// <summary>In rank order, so that the result is the same bit for bit each time.</summary>
    /// <returns>Where the sum is: in <paramref name="scratch"/>, or in the gradient itself where there is only one.</returns>
    private float* Sum(FlatSegment piece, float* scratch)
    {
        if (gradientMemory.Length == 1)
        {
            return gradientMemory[0] + piece.Start;
        }

        SumKernel.Move(scratch, gradientMemory[0] + piece.Start, piece.Length);
        for (int rank = 1; rank < gradientMemory.Length; rank++)
        {
            SumKernel.Add(scratch, gradientMemory[rank] + piece.Start, piece.Length);
        }

        return scratch;
    }
}
