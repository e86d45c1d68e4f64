using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Does the steps of one rank, on that rank's thread.</summary>
internal sealed class RankTrainer : IDisposable
{
    private readonly Replica replica;
    private readonly ComputeDevices devices;
    private readonly Precision precision;
    private readonly int accumulate;
    private readonly IParameterUpdate update;
    private readonly OverflowVote? overflow;
    private readonly PhaseClock clock;

    public RankTrainer(Replica replica, RankTrainerParts parts, IBatchSource batches)
    {
        this.replica = replica;
        devices = parts.Devices;
        precision = parts.Precision;
        accumulate = parts.Accumulate;
        update = parts.Update;
        overflow = parts.Overflow;
        Batches = batches;
        clock = new PhaseClock(parts.Time, () => devices.Synchronize(replica.Rank));
    }

    public IBatchSource Batches { get; }

    /// <summary>Forward and backward of all micro-batches, exchange, update.</summary>
    /// <param name="stepImages">Images of all ranks in this step: a gradient is the mean over them.</param>
    public RankStep Step(int stepImages, UpdateStep step, CancellationToken cancellationToken)
    {
        clock.Restart();
        int images = 0;
        double lossSum = 0;
        for (int microBatch = 0; microBatch < accumulate; microBatch++)
        {
            Batch batch = Batches.Next(cancellationToken);
            clock.End(StepPhase.DataWait);
            images += batch.Images;
            lossSum += batch.Images == 0 ? 0 : AddGradients(batch, stepImages);
        }

        update.Apply(replica.Rank, step, clock);
        return new RankStep(images, lossSum, clock.Split());
    }

    public void Dispose() => Batches.Dispose();

    private double AddGradients(Batch batch, int stepImages)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss;
        using (Autocast.Begin(devices.Backend, precision))
        {
            Tensor logits_NK = replica.Module.forward(batch.X_NCHW!);
            loss = functional.cross_entropy(logits_NK.to(ScalarType.Float32), batch.Y_N!, reduction: Reduction.Sum);
        }

        clock.End(StepPhase.Forward);
        (loss * ((overflow?.Scale ?? 1) / stepImages)).backward();
        clock.End(StepPhase.Backward);
        return loss.item<float>();
    }
}
