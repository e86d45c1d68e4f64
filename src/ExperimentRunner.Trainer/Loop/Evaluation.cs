using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Counts right answers over the test images: each image once, on one device, none padded.</summary>
internal sealed class Evaluation(RankGroup ranks, ComputeDevices devices, ICollective processes, Precision precision, ImageSet images, int batchPerDevice)
{
    /// <returns>What the devices of this process counted.</returns>
    public EvaluationResult Run(RankThreads threads, Action beat, CancellationToken cancellationToken)
    {
        ranks.PrepareEvaluation();
        var parts = new EvaluationResult[ranks.Replicas.Count];
        threads.Run(rank => parts[rank] = RunRank(rank, beat, cancellationToken));
        return new EvaluationResult(parts.Sum(part => part.Correct), parts.Sum(part => part.Images), parts.Sum(part => part.LossSum));
    }

    private EvaluationResult RunRank(int rank, Action beat, CancellationToken cancellationToken)
    {
        var place = DeviceRanks.Of(processes, ranks.Replicas.Count * processes.Size);
        int start = StepSlices.Cut(images.Count, place.Total, place.First + rank);
        int end = StepSlices.Cut(images.Count, place.Total, place.First + rank + 1);
        using var buffer = new BatchBuffer(batchPerDevice, images.Size, devices.Torch[rank]);
        Module<Tensor, Tensor> module = ranks.Replicas[rank].Module;
        module.eval();
        var sum = new EvaluationResult(0, 0, 0);
        for (; start < end && !cancellationToken.IsCancellationRequested; start += batchPerDevice)
        {
            int[] indices = [.. Enumerable.Range(start, Math.Min(batchPerDevice, end - start))];
            using Batch batch = buffer.ToDevice(buffer.Fill(images, indices));
            (int correct, double loss) = Score(module, batch);
            sum = new EvaluationResult(sum.Correct + correct, sum.Images + batch.Images, sum.LossSum + loss);
            beat();
        }

        module.train();
        return sum;
    }

    private (int Correct, double LossSum) Score(Module<Tensor, Tensor> module, Batch batch)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor logits_NK;
        using (Autocast.Begin(devices.Backend, precision))
        {
            logits_NK = module.forward(batch.X_NCHW!).to(ScalarType.Float32);
        }

        Tensor loss = functional.cross_entropy(logits_NK, batch.Y_N!, reduction: Reduction.Sum);
        Tensor correct = logits_NK.argmax(1).eq(batch.Y_N!).sum();
        return ((int)correct.item<long>(), loss.item<float>());
    }
}
