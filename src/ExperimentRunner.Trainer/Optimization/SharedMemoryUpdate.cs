using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// For replicas that share their parameters on one CPU. Each rank walks once over its share of the buffers, in pieces that stay in its
/// first-level cache: sum the gradients of all ranks, clear them, update. No parameter is copied, and no sum goes to memory.
/// </summary>
internal sealed unsafe class SharedMemoryUpdate : IParameterUpdate
{
    /// <summary>Floats of a piece: 16 KiB.</summary>
    private const int PieceLength = 4096;

    private readonly MomentumSettings settings;
    private readonly FlatLayout layout;
    private readonly RankBarrier barrier;
    private readonly FlatGradients[] gradients;
    private readonly float*[] gradientMemory;
    private readonly float[][] sums;
    private readonly Tensor velocities;
    private readonly float* parameterMemory;
    private readonly float* velocityMemory;

    /// <param name="replicas">They share their parameters.</param>
    public SharedMemoryUpdate(MomentumSettings settings, ReplicaSet replicas, RankBarrier barrier)
    {
        this.settings = settings;
        this.barrier = barrier;
        layout = replicas[0].Layout;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica))];
        gradientMemory = new float*[gradients.Length];
        for (int rank = 0; rank < gradients.Length; rank++)
        {
            gradientMemory[rank] = TensorMemory.Floats(gradients[rank].Buffer);
        }

        sums = [.. replicas.Select(_ => new float[PieceLength])];
        velocities = zeros_like(replicas[0].Parameters).DetachFromDisposeScope();
        parameterMemory = TensorMemory.Floats(replicas[0].Parameters);
        velocityMemory = TensorMemory.Floats(velocities);
    }

    public void Apply(int rank, double learningRate, PhaseClock clock)
    {
        barrier.Meet();
        clock.End(StepPhase.Exchange);
        FlatSegment share = layout.Share(gradients.Length, rank);
        fixed (float* scratch = sums[rank])
        {
            for (long start = share.Start; start < share.End; start += PieceLength)
            {
                long count = Math.Min(PieceLength, share.End - start);
                float* sum = Sum(start, count, scratch);
                clock.End(StepPhase.Exchange);
                SgdKernel.Update(settings, learningRate, sum, parameterMemory + start, velocityMemory + start, count);
                new Span<float>(sum, (int)count).Clear();
                clock.End(StepPhase.Optimizer);
            }
        }

        barrier.Meet();
        clock.End(StepPhase.Exchange);
    }

    public void Dispose()
    {
        Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
        velocities.Dispose();
    }

    /// <summary>In rank order, so that the result is the same bit for bit each time.</summary>
    /// <returns>Where the sum is: in <paramref name="scratch"/>, or in the gradient itself where there is only one.</returns>
    private float* Sum(long start, long count, float* scratch)
    {
        if (gradientMemory.Length == 1)
        {
            return gradientMemory[0] + start;
        }

        SumKernel.Move(scratch, gradientMemory[0] + start, count);
        for (int rank = 1; rank < gradientMemory.Length; rank++)
        {
            SumKernel.Add(scratch, gradientMemory[rank] + start, count);
        }

        return scratch;
    }
}
