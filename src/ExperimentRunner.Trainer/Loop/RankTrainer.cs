using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>A rank with a replica and a source of images of its own, which meets the others once a step.</summary>
internal sealed class RankTrainer : IRankTrainer
{
    private readonly Replica replica;
    private readonly IBatchSource batches;
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
        this.batches = batches;
        clock = new PhaseClock(parts.Time, () => devices.Synchronize(replica.Rank));
    }

    public RankStep Step(int stepImages, UpdateStep step, CancellationToken cancellationToken)
    {
        clock.Restart();
        int images = 0;
        double lossSum = 0;
        for (int microBatch = 0; microBatch < accumulate; microBatch++)
        {
            Batch batch = batches.Next(cancellationToken);
            clock.End(StepPhase.DataWait);
            images += batch.Images;
            lossSum += batch.Images == 0 ? 0 : AddGradients(batch, stepImages);
        }

        update.Apply(replica.Rank, step, clock);
        return new RankStep(images, lossSum, clock.Split());
    }

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
