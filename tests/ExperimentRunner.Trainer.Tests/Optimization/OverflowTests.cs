using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using ExperimentRunner.Trainer.Tests.Parallel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

/// <summary>The rules of fp16 training, with gradients put in by hand, so that one replica alone overflows.</summary>
public sealed class OverflowTests : IDisposable
{
    private const int Ranks = 3;
    private const double Rate = 0.5;

    private readonly RankBarrier barrier = new(Ranks);
    private readonly RankThreads threads;
    private readonly ReplicaSet replicas;
    private readonly OverflowVote vote;
    private readonly CollectiveUpdate update;
    private int step;

    public OverflowTests()
    {
        var devices = ComputeDevices.Take(Backend.Cpu, Ranks, threadsPerDevice: 1);
        threads = new RankThreads(Ranks, barrier, _ => set_num_threads(1));
        replicas = new ReplicaSet(devices, _ => SmallModel.Create(), sharesParameters: false);
        vote = new OverflowVote(Ranks, barrier.Meet);
        var settings = new UpdateSettings(new OptimizerRule.Sgd(Momentum: 0.9), WeightDecay: 0.1, EmaDecay: 0.9);
        update = new CollectiveUpdate(settings, replicas, new DeviceCopyExchange(replicas, devices, barrier), vote);
    }

    [Theory]
    [InlineData(0, float.PositiveInfinity)]
    [InlineData(2, float.NegativeInfinity)]
    [InlineData(1, float.NaN)]
    public void An_overflow_on_one_replica_skips_the_step_on_all(int rank, float value)
    {
        float[][] parameters = [.. replicas.Select(replica => Values(replica.Parameters))];
        float[][] state = [.. update.State.Select(tensor => Values(tensor.Values))];
        Fill(vote.Scale);
        replicas[rank].ParameterList[0].grad![0, 0, 0, 0] = value;

        Step();

        Assert.Equal(parameters, replicas.Select(replica => Values(replica.Parameters)));
        Assert.Equal(state, update.State.Select(tensor => Values(tensor.Values)));
        Assert.All(replicas.SelectMany(replica => replica.ParameterList), parameter => Assert.Equal(0, parameter.grad!.abs().sum().item<float>()));
        Assert.Equal(new LossScalerState(Scale: 32768, GoodSteps: 0, SkippedSteps: 1), vote.State);
    }

    [Fact]
    public void Infinities_of_opposite_signs_do_not_cancel()
    {
        Fill(vote.Scale);
        replicas[0].ParameterList[0].grad![0, 0, 0, 0] = float.PositiveInfinity;
        replicas[1].ParameterList[0].grad![0, 0, 0, 0] = float.NegativeInfinity;

        Step();

        Assert.Equal(1, vote.SkippedSteps);
    }

    [Fact]
    public void The_step_after_an_overflow_is_the_one_that_would_have_been()
    {
        using Tensor start = replicas[0].ParameterList[1].detach().clone();
        Fill(vote.Scale);
        replicas[1].ParameterList[0].grad![0, 0, 0, 0] = float.PositiveInfinity;
        Step();

        Fill(vote.Scale);
        Step();

        // Each rank's gradient is 1; a bias has no weight decay.
        Assert.All(replicas, replica => Assert.True((start - (Rate * Ranks)).allclose(replica.ParameterList[1])));
        Assert.Equal(new LossScalerState(Scale: 32768, GoodSteps: 1, SkippedSteps: 1), vote.State);
    }

    public void Dispose()
    {
        threads.Dispose();
        update.Dispose();
        replicas.Dispose();
        barrier.Dispose();
    }

    /// <summary>Gives every parameter of every replica the same gradient, as backward would leave it.</summary>
    private void Fill(double value)
    {
        foreach (Parameter parameter in replicas.SelectMany(replica => replica.ParameterList))
        {
            parameter.grad!.fill_(value);
        }
    }

    private void Step()
    {
        var clock = new PhaseClock[Ranks];
        var now = new UpdateStep(step++ - vote.SkippedSteps, Rate);
        threads.Run(rank =>
        {
            clock[rank] = new PhaseClock(TimeProvider.System, () => { });
            clock[rank].Restart();
            update.Apply(rank, now, clock[rank]);
        });
        vote.EndStep();
    }

    private static float[] Values(Tensor tensor) => [.. tensor.data<float>()];
}
