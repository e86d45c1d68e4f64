using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class UnexchangedUpdateTests
{
    private const int Ranks = 3;

    private static readonly UpdateSettings Plain = new(new OptimizerRule.Sgd(Momentum: 0), WeightDecay: 0);

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Without_exchange_each_rank_updates_its_share_from_its_own_gradients_and_leaves_none(bool sharesParameters, bool computesInBf16)
    {
        var devices = ComputeDevices.Take(Backend.Cpu, Ranks, threadsPerDevice: 1);
        using var replicas = new ReplicaSet(devices, _ => ModelFactory.Create(new ModelSpec { Width = 4, Stem = Stem.Cifar }, classes: 3, seed: 1), sharesParameters);
        if (computesInBf16)
        {
            replicas.ComputeInBf16();
        }

        using var barrier = new RankBarrier(Ranks);
        using var threads = new RankThreads(Ranks, barrier, _ => set_num_threads(1));
        using IParameterUpdate update = sharesParameters
            ? new SharedMemoryUpdate(Plain, replicas, barrier, new SingleProcess(), exchanges: false)
            : new CollectiveUpdate(Plain, replicas, new NoExchange(replicas, devices, barrier, Ranks), overflow: null);
        using Tensor start = replicas[0].Parameters.clone();

        threads.Run(rank => Step(replicas[rank], gradient: rank + 1, update));

        Assert.All(replicas, replica =>
        {
            FlatSegment share = replica.Layout.Share(Ranks, replica.Rank);
            using Tensor change = (start - replica.Parameters).narrow(0, share.Start, share.Length);
            float[] changes = [.. change.data<float>().Where(value => value != 0)];
            Assert.NotEmpty(changes);
            Assert.All(changes, value => Assert.Equal(replica.Rank + 1, value, 1e-4));
            Assert.All(replica.ParameterList, parameter => Assert.Equal(0, parameter.grad!.to(ScalarType.Float32).abs().sum().item<float>()));
        });
    }

    private static void Step(Replica replica, int gradient, IParameterUpdate update)
    {
        var clock = new PhaseClock(TimeProvider.System, () => { });
        clock.Restart();
        foreach (Parameter parameter in replica.ParameterList)
        {
            parameter.grad!.fill_(gradient);
        }

        update.Apply(replica.Rank, new UpdateStep(Number: 0, LearningRate: 1), clock);
    }
}
