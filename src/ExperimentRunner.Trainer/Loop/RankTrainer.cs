using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;

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
    private readonly TrainingLoss lossOf;
    private readonly int? syncedImageSize;
    private readonly PhaseClock clock;

    public RankTrainer(Replica replica, RankTrainerParts parts, IBatchSource batches)
    {
        this.replica = replica;
        devices = parts.Devices;
        precision = parts.Precision;
        accumulate = parts.Accumulate;
        update = parts.Update;
        overflow = parts.Overflow;
        lossOf = parts.Loss;
        syncedImageSize = parts.SyncedImageSize;
        this.batches = batches;
        clock = new PhaseClock(parts.Time, () => devices.Synchronize(replica.Rank));
    }

    public RankStep Step(StepPlan plan, CancellationToken cancellationToken)
    {
        clock.Restart();
        int images = 0;
        double lossSum = 0;
        for (int microBatch = 0; microBatch < accumulate; microBatch++)
        {
            Batch batch = batches.Next(clock, cancellationToken);
            images += batch.Images;
            lossSum += batch.Images == 0 ? GoAlong(plan) : AddGradients(batch, plan);
        }

        update.Apply(replica.Rank, plan.Update, clock);
        return new RankStep(images, lossSum, clock.Split());
    }

    /// <summary>Lets the other ranks sum their statistics where this one has no images; adds nothing.</summary>
    private double GoAlong(StepPlan plan)
    {
        if (syncedImageSize is not { } size)
        {
            return 0;
        }

        using Batch none = Batch.WithoutImages(size, devices.Torch[replica.Rank]);
        return AddGradients(none, plan);
    }

    private double AddGradients(Batch batch, StepPlan plan)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x_NCHW = Mixup.Mix(batch.X_NCHW!, plan.MixupShare);
        Tensor logits_NK;
        using (Autocast.Begin(devices.Backend, precision))
        {
            logits_NK = replica.Module.forward(x_NCHW);
        }

        Tensor loss = lossOf.Sum(logits_NK, batch.Y_N!, plan.MixupShare);
        clock.End(StepPhase.Forward);
        (loss * ((overflow?.Scale ?? 1) / plan.Images)).backward();
        clock.End(StepPhase.Backward);
        return loss.item<float>();
    }
}
