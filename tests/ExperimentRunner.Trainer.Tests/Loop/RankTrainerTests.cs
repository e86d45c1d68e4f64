using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class RankTrainerTests
{
    private static readonly StepPlan Plan = new(Images: 2, new UpdateStep(Number: 0, LearningRate: 0.1));

    [Fact]
    public void A_step_that_throws_leaves_autocast_as_it_was()
    {
        ImageSet images = FruitDrawing.Draw(new DataSpec { ImageSize = 8, Classes = 2, TrainImages = 2, TestImages = 1 }, seed: 3, threads: 1, CancellationToken.None).Train;
        var devices = ComputeDevices.Take(Backend.Cpu, 1, threadsPerDevice: 1);
        using var replicas = new ReplicaSet(devices, _ => new FailingModel(), sharesParameters: true);
        using var barrier = new RankBarrier(1);
        using var update = new SharedMemoryUpdate(new UpdateSettings(new OptimizerRule.Sgd(Momentum: 0), WeightDecay: 0), replicas, barrier, new SingleProcess());
        using var batches = new FixedBatches(images, capacity: 2, CPU);
        batches.Begin(new EpochPlan(new StepCount(Images: 2, GlobalBatch: 2, DropLast: true), accumulate: 1, ranks: 1, seed: 1, epoch: 1), rank: 0);
        var parts = new RankTrainerParts(devices, Precision.Bf16, Accumulate: 1, update, Overflow: null, new TrainingLoss(labelSmoothing: 0), TimeProvider.System);
        var trainer = new RankTrainer(replicas[0], parts, batches);

        var error = Assert.Throws<InvalidDataException>(() => trainer.Step(Plan, CancellationToken.None));

        Assert.Equal($"{ScalarType.BFloat16}", error.Message);
        Assert.Equal(ScalarType.Float32, TypeOfProduct(ones(2, 2)));
    }

    private static ScalarType TypeOfProduct(Tensor x)
    {
        using Tensor product = x.matmul(x);
        return product.dtype;
    }

    /// <summary>Throws the type that products have inside of it.</summary>
    private sealed class FailingModel : Module<Tensor, Tensor>
    {
        private readonly Parameter weight = new(ones(2, 2));

        public FailingModel()
            : base(nameof(FailingModel)) => RegisterComponents();

        public override Tensor forward(Tensor input) => throw new InvalidDataException($"{TypeOfProduct(weight)}");
    }
}
