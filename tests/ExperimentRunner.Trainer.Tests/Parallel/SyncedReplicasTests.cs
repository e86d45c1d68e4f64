using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed class SyncedReplicasTests
{
    private const int Ranks = 3;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void ResNet18_has_the_same_parameters_on_all_replicas_after_every_step_bit_for_bit(bool sharesParameters, bool isSynced)
    {
        var devices = ComputeDevices.Take(Backend.Cpu, Ranks, threadsPerDevice: 1);
        using var barrier = new RankBarrier(Ranks);
        using var norms = new SyncBatchNorms(devices, barrier, new SingleProcess());
        using var replicas = new ReplicaSet(devices, rank => Create(isSynced ? norms[rank].Forward : null), sharesParameters);
        using var threads = new RankThreads(Ranks, barrier, _ => set_num_threads(1));
        var settings = new UpdateSettings(new OptimizerRule.Sgd(Momentum: 0.9), WeightDecay: 0.01);
        using IParameterUpdate update = sharesParameters
            ? new SharedMemoryUpdate(settings, replicas, barrier, new SingleProcess())
            : new CollectiveUpdate(settings, replicas, new DeviceCopyExchange(replicas, devices, barrier), overflow: null);

        for (int step = 0; step < 3; step++)
        {
            float[] before = Values(replicas[0]);
            random.manual_seed(step);
            using Tensor x_NCHW = randn(2 * Ranks, 3, 16, 16);

            threads.Run(rank => Step(replicas[rank], x_NCHW, update, step));

            float[] first = Values(replicas[0]);
            Assert.NotEqual(before, first);
            Assert.All(replicas, replica => Assert.Equal(first, Values(replica)));
        }
    }

    private static ResNet18 Create(Normalization? normalize) =>
        ModelFactory.Create(new ModelSpec { Width = 4, Stem = Stem.Cifar }, classes: 3, seed: 1, normalize: normalize);

    private static void Step(Replica replica, Tensor x_NCHW, IParameterUpdate update, int step)
    {
        using var scope = NewDisposeScope();
        var clock = new PhaseClock(TimeProvider.System, () => { });
        clock.Restart();
        replica.Module.forward(x_NCHW.narrow(0, 2 * replica.Rank, 2)).square().sum().backward();
        update.Apply(replica.Rank, new UpdateStep(step, LearningRate: 0.01), clock);
    }

    private static float[] Values(Replica replica)
    {
        using Tensor flat = cat([.. replica.ParameterList.Select(parameter => parameter.detach().reshape(-1))]);
        return [.. flat.data<float>()];
    }
}
