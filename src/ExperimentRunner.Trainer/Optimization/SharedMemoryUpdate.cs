using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// For replicas that share their parameters on one CPU. Each rank walks once over its share of the buffers, in pieces that stay in its
/// first-level cache: sum the gradients of all ranks, clear them, update, average. Parameters are copied only where they are computed with in
/// bf16, and sums go to memory only over processes.
/// </summary>
internal sealed unsafe class SharedMemoryUpdate : IParameterUpdate
{
    /// <summary>Floats of a piece, 4 KiB: a sum, parameters and state fit into the first-level cache together. With 16 KiB the walk takes 1.6 x as long.</summary>
    private const int PieceLength = 1024;

    private readonly FlatLayout layout;
    private readonly RankBarrier barrier;
    private readonly IGradientMemory gradients;
    private readonly Bf16Weights? bf16;
    private readonly float[][] sums;
    private readonly IMemoryOptimizer optimizer;
    private readonly MemoryAverage? average;
    private readonly double weightDecay;
    private readonly long decayEnd;

    /// <param name="replicas">They share their parameters.</param>
    /// <param name="exchanges">False leaves each rank with its own gradients alone, for a probe.</param>
    public SharedMemoryUpdate(UpdateSettings settings, ReplicaSet replicas, RankBarrier barrier, ICollective processes, bool exchanges = true)
    {
        this.barrier = barrier;
        layout = replicas[0].Layout;
        bf16 = replicas.Bf16;
        gradients = exchanges ? CreateGradients(replicas, barrier, processes) : new UnexchangedGradients(CreateOwn(replicas), layout);
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
        clock.EndReplicaWait();
        FlatSegment share = layout.Share(sums.Length, rank);
        gradients.Gather(rank, share);
        clock.End(StepPhase.Exchange);
        fixed (float* sum = sums[rank])
        {
            for (FlatSegment piece = PieceAt(share.Start, share); piece.Length > 0; piece = PieceAt(piece.End, share))
            {
                gradients.Take(rank, piece, sum);
                clock.End(StepPhase.Exchange);
                optimizer.Update(piece, sum, step, piece.Start < decayEnd ? weightDecay : 0);
                average?.Update(piece, step);
                Round(piece);
                clock.End(StepPhase.Optimizer);
            }
        }

        barrier.Meet();
        clock.EndReplicaWait();
    }

    public void SwapAverage(int rank)
    {
        FlatSegment share = layout.Share(sums.Length, rank);
        average?.Swap(share);
        Round(share);
        barrier.Meet();
    }

    public void Dispose()
    {
        gradients.Dispose();
        optimizer.Dispose();
        average?.Dispose();
    }

    private static IGradientMemory CreateGradients(ReplicaSet replicas, RankBarrier barrier, ICollective processes) =>
        processes.Size > 1 ? new ProcessGradients(replicas, barrier, processes) : CreateOwn(replicas);

    private static IOwnGradientMemory CreateOwn(ReplicaSet replicas) =>
        replicas.Bf16 is null ? new Fp32Gradients(replicas, replicas[0].Layout.Trained) : new Bf16Gradients(replicas);

    /// <summary>The piece of a share that begins at <paramref name="start"/>: all of it weights, or nothing of it.</summary>
    private FlatSegment PieceAt(long start, FlatSegment share)
    {
        long end = start < layout.WeightsEnd ? Math.Min(layout.WeightsEnd, share.End) : share.End;
        return new FlatSegment(start, Math.Min(PieceLength, end - start));
    }

    private void Round(FlatSegment updated)
    {
        if (updated.Start < layout.WeightsEnd)
        {
            bf16?.Round(updated with { Length = Math.Min(updated.End, layout.WeightsEnd) - updated.Start });
        }
    }
}
