using CsCheck;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Loop;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class ParallelModeTests
{
    /// <summary>
    /// Two or three steps at a low rate: batch norm over a handful of numbers makes a jump of a rounding error sooner or later, in any way
    /// to be parallel, and AdamW does so where a gradient is near 0 unless epsilon is larger than it.
    /// </summary>
    [Fact]
    public void Data_parallel_trains_as_replicas_do() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[3, 5], Gen.Double[1.1, 2.9], Gen.Enum<Optimizer>())
            .Sample(
                (devices, accumulate, batch, steps, optimizer) =>
                {
                    RunSpec spec = Spec((int)(devices * accumulate * batch * steps), accumulate, devices, batch, optimizer);
                    spec = spec with { Train = spec.Train with { BaseLr = 0.001, AdamEpsilon = 1 } };
                    using var replicas = new SessionRun(spec);
                    using var dataParallel = new SessionRun(DataParallel(spec));

                    IReadOnlyList<StepRecord> expected = replicas.Train();
                    IReadOnlyList<StepRecord> actual = dataParallel.Train();

                    Assert.Equal(expected.Select(step => step.Images), actual.Select(step => step.Images));
                    Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.LossSum, pair.Second.LossSum, 1e-4 * pair.First.LossSum));
                    Assert.InRange(SessionRun.Difference(replicas.Parameters(), dataParallel.Parameters()), 0, 1e-5);
                },
                iter: 25,
                threads: 1);

    [Fact]
    public void Data_parallel_evaluates_what_device_0_has()
    {
        using var run = new SessionRun(DataParallel(Spec(images: 24, accumulate: 1, devices: 3, batch: 4)));
        run.Train();
        Assert.NotEqual(run.Parameters(0), run.Parameters(1));
        float[] statistics = run.RunningStatistics(0);

        run.Evaluate();

        foreach (int rank in (ReadOnlySpan<int>)[1, 2])
        {
            Assert.Equal(run.Parameters(0), run.Parameters(rank));
            Assert.Equal(statistics, run.RunningStatistics(rank));
        }
    }

    [Fact]
    public void Data_parallel_passes_over_an_empty_micro_batch_before_one_with_images()
    {
        RunSpec spec = DataParallel(Spec(images: 9, accumulate: 2, devices: 2, batch: 1));
        using var run = new SessionRun(spec with { Train = spec.Train with { Epochs = 40, BaseLr = 0.001 } });

        IReadOnlyList<StepRecord> steps = run.Train();

        Assert.Equal(Enumerable.Repeat<int[]>([4, 4, 1], 40).SelectMany(images => images), steps.Select(step => step.Images));
    }

    [Fact]
    public void Data_parallel_works_with_bf16_and_averaged_weights()
    {
        RunSpec spec = DataParallel(Spec(images: 24, accumulate: 2, devices: 2, batch: 3));
        using var folder = new RunFolder(spec with { Amp = Amp.Bf16, Train = spec.Train with { Epochs = 15, EmaDecay = 0.5 } });

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        RunResult result = folder.Result;
        Assert.Equal(Precision.Bf16, result.Used!.Precision);
        Assert.True(result.Epochs[^1].TrainLoss < result.Epochs[0].TrainLoss);
        Assert.True(result.Timing!.Split!.Exchange > 0);
    }

    [Theory]
    [InlineData(ParallelMode.Replicas, false, Amp.Off)]
    [InlineData(ParallelMode.Replicas, true, Amp.Bf16)]
    [InlineData(ParallelMode.DataParallel, false, Amp.Bf16)]
    [InlineData(ParallelMode.DataParallel, true, Amp.Off)]
    public void The_same_seed_gives_the_same_losses_twice_bit_for_bit(ParallelMode mode, bool sync, Amp amp)
    {
        RunSpec spec = Spec(images: 23, accumulate: 2, devices: 3, batch: 2) with { Amp = amp };
        spec = spec with { Train = spec.Train with { Parallel = mode, SyncBatchNorm = sync, Epochs = 3 } };

        IReadOnlyList<double> first = SessionRun.Losses(spec);

        Assert.Equal(first, SessionRun.Losses(spec));
        Assert.NotEqual(first, SessionRun.Losses(spec with { Seed = 2 }));
    }

    [Fact]
    public void Evaluation_is_the_same_on_any_number_of_devices()
    {
        for (int testImages = 1; testImages <= 17; testImages++)
        {
            EvaluationResult expected = Evaluate(testImages, devices: 1);
            for (int devices = 2; devices <= 4; devices++)
            {
                EvaluationResult actual = Evaluate(testImages, devices);

                Assert.Equal((expected.Images, expected.Correct), (actual.Images, actual.Correct));
                Assert.Equal(testImages, actual.Images);
                Assert.Equal(expected.LossSum, actual.LossSum, 1e-5 * expected.LossSum);
            }
        }
    }

    private static EvaluationResult Evaluate(int testImages, int devices)
    {
        using var run = new SessionRun(Spec(images: 12, accumulate: 1, devices, batch: 3) with { Data = TrainerSpecs.Tiny.Data with { TrainImages = 12, TestImages = testImages } });
        return run.Evaluate();
    }

    private static RunSpec DataParallel(RunSpec spec) => spec with { Train = spec.Train with { Parallel = ParallelMode.DataParallel } };

    private static RunSpec Spec(int images, int accumulate, int devices, int batch, Optimizer optimizer = Optimizer.Sgd) => TrainerSpecs.Tiny with
    {
        Data = TrainerSpecs.Tiny.Data with { TrainImages = images, Augment = Augmentation.None },
        Train = TrainerSpecs.Tiny.Train with { Epochs = 1, Accumulate = accumulate, DropLast = false, Optimizer = optimizer },
        Devices = devices,
        BatchPerDevice = batch,
    };
}
