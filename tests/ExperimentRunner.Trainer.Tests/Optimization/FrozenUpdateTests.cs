using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class FrozenUpdateTests
{
    private const int Ranks = 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_update_of_a_frozen_backbone_changes_the_last_layer_alone_on_all_replicas(bool sharesParameters)
    {
        var devices = ComputeDevices.Take(Backend.Cpu, Ranks, threadsPerDevice: 1);
        using var replicas = new ReplicaSet(devices, _ => Create(), sharesParameters);
        using var barrier = new RankBarrier(Ranks);
        using var threads = new RankThreads(Ranks, barrier, _ => set_num_threads(1));
        var settings = new UpdateSettings(new OptimizerRule.AdamW(0.9, 0.999, 1e-8), WeightDecay: 0.1, DecaysNormAndBias: true, EmaDecay: 0.9);
        using IParameterUpdate update = sharesParameters
            ? new SharedMemoryUpdate(settings, replicas, barrier, new SingleProcess())
            : new CollectiveUpdate(settings, replicas, new DeviceCopyExchange(replicas, devices, barrier), overflow: null);
        using Tensor start = replicas[0].Parameters.clone();
        long end = replicas[0].Layout.TrainedEnd;

        threads.Run(rank => Step(replicas[rank], update));

        Assert.All(replicas, replica =>
        {
            Assert.True(start.narrow(0, end, start.numel() - end).eq(replica.Parameters.narrow(0, end, start.numel() - end)).all().item<bool>());
            Assert.False(start.narrow(0, 0, end).eq(replica.Parameters.narrow(0, 0, end)).all().item<bool>());
        });
        Assert.True(replicas[0].Parameters.eq(replicas[1].Parameters).all().item<bool>());
        Assert.Equal(3 * end, update.State.Sum(state => state.Values.numel()));
    }

    private static void Step(Replica replica, IParameterUpdate update)
    {
        var clock = new PhaseClock(TimeProvider.System, () => { });
        clock.Restart();
        replica.Module.forward(ones(2, 3, 16, 16)).sum().backward();
        update.Apply(replica.Rank, new UpdateStep(Number: 0, LearningRate: 0.1), clock);
    }

    private static ResNet18 Create()
    {
        ResNet18 model = ModelFactory.Create(new ModelSpec { Width = 4, Stem = Stem.Cifar }, classes: 3, seed: 1);
        model.FreezeBackbone();
        return model;
    }
}
