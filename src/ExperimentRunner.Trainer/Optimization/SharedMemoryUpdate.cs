using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// For replicas that share their parameters on one CPU. Each rank walks once over its share of the buffer, in pieces that stay in its
/// first-level cache: sum the gradients of all ranks, then update. Nothing is copied, and the sum never goes to memory.
/// </summary>
internal sealed unsafe class SharedMemoryUpdate : IParameterUpdate
{
    /// <summary>Floats of a piece: 16 KiB.</summary>
    private const int PieceLength = 4096;

    private readonly MomentumSettings settings;
    private readonly FlatLayout layout;
    private readonly RankBarrier barrier;
    private readonly LooseGradients[] gradients;
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
        gradients = [.. replicas.Select(replica => new LooseGradients(replica))];
        sums = [.. replicas.Select(_ => new float[PieceLength])];
        velocities = zeros_like(replicas[0].Parameters).DetachFromDisposeScope();
        parameterMemory = TensorMemory.Floats(replicas[0].Parameters);
        velocityMemory = TensorMemory.Floats(velocities);
    }

    public void Apply(int rank, double learningRate, PhaseClock clock)
    {
        gradients[rank].Collect();
        barrier.Meet();
        clock.End(StepPhase.Exchange);
        FlatSegment share = layout.Share(gradients.Length, rank);
        for (int parameter = 0; parameter < layout.Segments.Count; parameter++)
        {
            UpdateParameter(rank, parameter, layout.Segments[parameter].Intersect(share), learningRate, clock);
        }

        barrier.Meet();
        gradients[rank].Release();
        clock.End(StepPhase.Exchange);
    }

    public void Dispose()
    {
        Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
        velocities.Dispose();
    }

    private void UpdateParameter(int rank, int parameter, FlatSegment part, double learningRate, PhaseClock clock)
    {
        fixed (float* scratch = sums[rank])
        {
            for (long start = part.Start; start < part.End; start += PieceLength)
            {
                long count = Math.Min(PieceLength, part.End - start);
                float* sum = Sum(parameter, start - layout.Segments[parameter].Start, count, scratch);
                clock.End(StepPhase.Exchange);
                SgdKernel.Update(settings, learningRate, sum, parameterMemory + start, velocityMemory + start, count);
                clock.End(StepPhase.Optimizer);
            }
        }
    }

    /// <summary>In rank order, so that the result is the same bit for bit each time.</summary>
    /// <returns>Where the sum is: in <paramref name="scratch"/>, or in the gradient itself where only one replica has one.</returns>
    private float* Sum(int parameter, long offset, long count, float* scratch)
    {
        float* sum = null;
        foreach (LooseGradients ofReplica in gradients)
        {
            float* gradient = ofReplica.Of(parameter);
            if (gradient == null)
            {
                continue;
            }

            if (sum == null)
            {
                sum = gradient + offset;
            }
            else if (sum != scratch)
            {
                SumKernel.Set(scratch, sum, gradient + offset, count);
                sum = scratch;
            }
            else
            {
                SumKernel.Add(scratch, gradient + offset, count);
            }
        }

        if (sum == null)
        {
            new Span<float>(scratch, (int)count).Clear();
            sum = scratch;
        }

        return sum;
    }
}
