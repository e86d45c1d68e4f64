using CsCheck;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Loop;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed class DataParallelTests
{
    [Fact]
    public void Devices_and_micro_batches_change_nothing_but_rounding() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[5, 13], Gen.Bool)
            .Sample(
                (devices, accumulate, globalBatch, sharesParameters) =>
                {
                    ImageSet images = Images(count: 23);
                    using var one = new DataParallelRun(images, deviceCount: 1, accumulate: 1);
                    using var many = new DataParallelRun(images, devices, accumulate, sharesParameters);

                    IReadOnlyList<StepRecord> expected = one.Train(globalBatch);
                    IReadOnlyList<StepRecord> actual = many.Train(globalBatch);

                    Assert.Equal(expected.Select(step => step.Images), actual.Select(step => step.Images));
                    using Tensor difference = (one.Replicas[0].Parameters - many.Replicas[0].Parameters).norm();
                    using Tensor norm = one.Replicas[0].Parameters.norm();
                    Assert.InRange(difference.item<float>() / norm.item<float>(), 0, 1e-5);
                },
                iter: 60,
                threads: 1);

    [Fact]
    public void Losses_that_are_scaled_change_neither_what_is_told_nor_the_update()
    {
        ImageSet images = Images(count: 12);
        using var plain = new DataParallelRun(images, deviceCount: 2, accumulate: 2, sharesParameters: false);
        using var scaled = new DataParallelRun(images, deviceCount: 2, accumulate: 2, sharesParameters: false, scalesLosses: true);

        Assert.Equal(plain.Train(globalBatch: 12)[0].LossSum, scaled.Train(globalBatch: 12)[0].LossSum);
        Assert.True(plain.Replicas[0].Parameters.allclose(scaled.Replicas[0].Parameters, rtol: 1e-6, atol: 1e-7));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_replicas_have_the_same_parameters_after_every_step_bit_for_bit(bool sharesParameters)
    {
        using var run = new DataParallelRun(Images(count: 24), deviceCount: 3, accumulate: 1, sharesParameters);
        float[] before = Values(run, rank: 0);

        for (int epoch = 0; epoch < 3; epoch++)
        {
            run.Train(globalBatch: 24);

            float[] first = Values(run, rank: 0);
            Assert.NotEqual(before, first);
            Assert.Equal(first, Values(run, rank: 1));
            Assert.Equal(first, Values(run, rank: 2));
        }
    }

    [Fact]
    public void Only_replicas_that_share_parameters_have_the_same_memory()
    {
        using var shared = new DataParallelRun(Images(count: 6), deviceCount: 2, accumulate: 1, sharesParameters: true);
        using var separate = new DataParallelRun(Images(count: 6), deviceCount: 2, accumulate: 1, sharesParameters: false);

        Assert.Same(shared.Replicas[0].Parameters, shared.Replicas[1].Parameters);
        Assert.NotSame(separate.Replicas[0].Parameters, separate.Replicas[1].Parameters);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_are_exchanged_once_a_step_however_many_micro_batches_it_has(bool sharesParameters)
    {
        using var run = new DataParallelRun(Images(count: 24), deviceCount: 2, accumulate: 4, sharesParameters);

        int steps = run.Train(globalBatch: 8).Count;

        Assert.Equal(3, steps);
        Assert.Equal(steps * 2, run.Update.Exchanges);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_gradient_is_left_after_a_step(bool sharesParameters)
    {
        using var run = new DataParallelRun(Images(count: 8), deviceCount: 2, accumulate: 2, sharesParameters);

        run.Train(globalBatch: 8);

        Assert.All(
            run.Replicas.SelectMany(replica => replica.ParameterList),
            parameter => Assert.Equal(0, parameter.grad?.abs().sum().item<float>() ?? 0));
    }

    [Fact]
    public void A_model_learns_the_images_it_sees()
    {
        using var run = new DataParallelRun(Images(count: 12), deviceCount: 2, accumulate: 1);

        double first = run.Train(globalBatch: 12)[0].LossSum;
        double last = 0;
        for (int epoch = 0; epoch < 60; epoch++)
        {
            last = run.Train(globalBatch: 12)[0].LossSum;
        }

        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
    }

    private static ImageSet Images(int count) =>
        FruitDrawing.Draw(new DataSpec { ImageSize = 8, Classes = SmallModel.Classes, TrainImages = count, TestImages = 1 }, seed: 3, threads: 1, CancellationToken.None).Train;

    private static float[] Values(DataParallelRun run, int rank)
    {
        using Tensor flat = cat([.. run.Replicas[rank].Module.parameters().Select(parameter => parameter.detach().reshape(-1))]);
        return [.. flat.data<float>()];
    }
}
