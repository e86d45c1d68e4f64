using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Tests.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class ParameterUpdateTests
{
    private const double Rate = 0.1;
    private static readonly OptimizerRule Plain = new OptimizerRule.Sgd(Momentum: 0);

    [Theory]
    [InlineData(1, true, "sgd")]
    [InlineData(3, true, "sgd")]
    [InlineData(3, false, "sgd")]
    [InlineData(3, true, "adamw")]
    [InlineData(3, false, "adamw")]
    public void Weight_decay_spares_biases_unless_told_otherwise(int devices, bool sharesParameters, string rule)
    {
        Tensor[] without = Train(devices, sharesParameters, new UpdateSettings(Rule(rule), WeightDecay: 0));
        Tensor[] sparing = Train(devices, sharesParameters, new UpdateSettings(Rule(rule), WeightDecay: 0.5));
        Tensor[] all = Train(devices, sharesParameters, new UpdateSettings(Rule(rule), WeightDecay: 0.5, DecaysNormAndBias: true));

        Assert.Equal(4, without.Length);
        Assert.All(without.Zip(sparing), pair => Assert.Equal(pair.First.dim() == 1, AreEqual(pair.First, pair.Second)));
        Assert.All(sparing.Zip(all), pair => Assert.Equal(pair.First.dim() > 1, AreEqual(pair.First, pair.Second)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_average_of_weights_starts_at_the_first_update_and_follows_the_others(bool sharesParameters)
    {
        using var run = Create(devices: 2, sharesParameters, new UpdateSettings(Plain, WeightDecay: 0, EmaDecay: 0.75));
        run.Train(globalBatch: 12, Rate);
        using Tensor first = Parameters(run);
        run.Train(globalBatch: 12, Rate);
        using Tensor second = Parameters(run);
        using Tensor expected = (0.75 * first) + (0.25 * second);

        run.Swap();
        Assert.True(expected.allclose(run.Replicas[0].Parameters, rtol: 1e-6, atol: 1e-7));
        Assert.True(expected.allclose(run.Replicas[1].Parameters, rtol: 1e-6, atol: 1e-7));

        run.Swap();
        Assert.True(AreEqual(second, run.Replicas[0].Parameters));
        Assert.True(AreEqual(second, run.Replicas[1].Parameters));
    }

    [Theory]
    [InlineData(true, "sgd")]
    [InlineData(false, "sgd")]
    [InlineData(true, "adamw")]
    [InlineData(false, "adamw")]
    public void Parameters_and_state_are_all_that_goes_on_from_step_to_step(bool sharesParameters, string rule)
    {
        var settings = new UpdateSettings(Rule(rule), WeightDecay: 0.01, EmaDecay: 0.9);
        using var whole = Create(devices: 2, sharesParameters, settings);
        using var resumed = Create(devices: 2, sharesParameters, settings);
        whole.Train(globalBatch: 6, Rate);

        Copy(whole, resumed);
        whole.Train(globalBatch: 6, Rate);
        resumed.Train(globalBatch: 6, Rate);

        Assert.True(AreEqual(whole.Replicas[0].Parameters, resumed.Replicas[0].Parameters));
        Assert.Equal(whole.Update.State.Select(state => state.Name), whole.Update.State.Select(state => state.Name).Distinct());
        Assert.All(whole.Update.State.Zip(resumed.Update.State), pair => Assert.True(AreEqual(pair.First.Values, pair.Second.Values)));
    }

    private static void Copy(DataParallelRun from, DataParallelRun to)
    {
        foreach ((Trainer.Parallel.Replica source, Trainer.Parallel.Replica target) in from.Replicas.Zip(to.Replicas))
        {
            target.Parameters.copy_(source.Parameters);
        }

        foreach ((StateTensor source, StateTensor target) in from.Update.State.Zip(to.Update.State))
        {
            target.Values.copy_(source.Values);
        }

        to.Updates = from.Updates;
    }

    private static OptimizerRule Rule(string rule) => rule == "sgd" ? new OptimizerRule.Sgd(Momentum: 0.9) : new OptimizerRule.AdamW(0.9, 0.999, 1e-8);

    private static DataParallelRun Create(int devices, bool sharesParameters, UpdateSettings settings) =>
        new(Images(count: 12), devices, accumulate: 1, sharesParameters, settings);

    private static Tensor[] Train(int devices, bool sharesParameters, UpdateSettings settings)
    {
        using DataParallelRun run = Create(devices, sharesParameters, settings);

        // The gradients of a second step would follow the weights that decay has changed.
        run.Train(globalBatch: 12, Rate);
        return [.. run.Replicas[^1].ParameterList.Select(parameter => parameter.detach().clone())];
    }

    private static Tensor Parameters(DataParallelRun run) => run.Replicas[0].Parameters.clone();

    private static bool AreEqual(Tensor one, Tensor other) => one.eq(other).all().item<bool>();

    private static ImageSet Images(int count) =>
        FruitDrawing.Draw(new DataSpec { ImageSize = 8, Classes = SmallModel.Classes, TrainImages = count, TestImages = 1 }, seed: 3, threads: 1, CancellationToken.None).Train;
}
