using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>
/// A rank of torch.nn.DataParallel. For every micro-batch device 0 hands out parameters and images, each rank computes its scores,
/// device 0 gathers them and computes the loss and its gradient, each rank goes backward from its part, device 0 sums the gradients.
/// </summary>
/// <param name="source">Gives rank 0 the images of all ranks.</param>
/// <param name="shared">One for all ranks.</param>
internal sealed class DataParallelTrainer(Replica replica, RankTrainerParts parts, FirstDeviceExchange exchange, IBatchSource source, DataParallelBatch shared) : IRankTrainer
{
    private readonly int rank = replica.Rank;
    private readonly PhaseClock clock = new(parts.Time, () => parts.Devices.Synchronize(replica.Rank));

    public RankStep Step(StepPlan plan, CancellationToken cancellationToken)
    {
        clock.Restart();
        var sum = (Images: 0, Loss: 0.0);
        for (int microBatch = 0; microBatch < parts.Accumulate; microBatch++)
        {
            if (rank == 0)
            {
                shared.Whole = source.Next(clock, cancellationToken);
            }

            exchange.Meet(rank);
            clock.End(StepPhase.DataWait);
            if (shared.Whole.Images == 0)
            {
                // Rank 0 takes no other micro-batch before all have seen that this one is empty.
                exchange.Meet(rank);
                continue;
            }

            (int images, double loss) = AddGradients(plan);
            sum = (sum.Images + images, sum.Loss + loss);
        }

        parts.Update.Apply(rank, plan.Update, clock);
        return new RankStep(sum.Images, sum.Loss, clock.Split());
    }

    private (int Images, double Loss) AddGradients(StepPlan plan)
    {
        using DisposeScope scope = NewDisposeScope();
        int start = StepSlices.Cut(shared.Whole.Images, parts.Devices.Count, rank);
        int count = StepSlices.Cut(shared.Whole.Images, parts.Devices.Count, rank + 1) - start;
        Tensor x_NCHW = TakeParametersAndImages(plan, start, count);
        Tensor? scores_NK = count > 0 || parts.SyncedImageSize is not null ? Forward(x_NCHW) : null;
        shared.Scores_NK[rank] = scores_NK?.detach();
        exchange.Meet(rank);
        clock.End(StepPhase.Exchange);
        double loss = rank == 0 ? LossOfAll(plan) : 0;
        exchange.Meet(rank);
        clock.End(StepPhase.Exchange);
        if (scores_NK is not null)
        {
            Backward(scores_NK, start, count);
        }

        exchange.Meet(rank);
        if (rank == 0)
        {
            exchange.SumGradients();
        }

        clock.End(StepPhase.Exchange);
        return (count, loss);
    }

    private Tensor TakeParametersAndImages(StepPlan plan, int start, int count)
    {
        if (rank == 0)
        {
            shared.X_NCHW = Mixup.Mix(shared.Whole.X_NCHW!, plan.MixupShare);
        }
        else
        {
            exchange.Receive(rank);
        }

        exchange.Meet(rank);
        Tensor part_NCHW = exchange.Scatter(rank, shared.X_NCHW!, start, count);
        clock.End(StepPhase.Exchange);
        return part_NCHW;
    }

    private Tensor Forward(Tensor x_NCHW)
    {
        using Autocast? autocast = Autocast.Begin(parts.Devices.Backend, parts.Precision);
        Tensor scores_NK = replica.Module.forward(x_NCHW);
        clock.End(StepPhase.Forward);
        return scores_NK;
    }

    /// <returns>The sum over all images.</returns>
    private double LossOfAll(StepPlan plan)
    {
        Tensor scores_NK = exchange.Gather(shared.Scores_NK).requires_grad_(true);
        clock.End(StepPhase.Exchange);
        Tensor loss = parts.Loss.Sum(scores_NK, shared.Whole.Y_N!, plan.MixupShare);
        clock.End(StepPhase.Forward);
        (loss * ((parts.Overflow?.Scale ?? 1) / plan.Images)).backward();
        shared.ScoreGradients_NK = scores_NK.grad!;
        clock.End(StepPhase.Backward);
        return loss.item<float>();
    }

    private void Backward(Tensor scores_NK, int start, int count)
    {
        Tensor gradient_NK = exchange.Scatter(rank, shared.ScoreGradients_NK!, start, count);
        clock.End(StepPhase.Exchange);
        scores_NK.backward([gradient_NK]);
        clock.End(StepPhase.Backward);
    }
}
