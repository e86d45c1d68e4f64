using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

namespace ExperimentRunner.Trainer.Tests.Loop;

/// <summary>ResNet18 under fp16 autocast, with real gradients. libtorch computes fp16 on any CPU, natively or not.</summary>
public sealed class Fp16Tests
{
    /// <summary>Gradients times this are far beyond 65504, the largest number of fp16, for several halvings.</summary>
    private const double FarTooLarge = 1 << 30;

    public static TheoryData<ParallelMode> Ways => [ParallelMode.Replicas, ParallelMode.DataParallel];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_run_in_fp16_learns_as_one_in_fp32_does(ParallelMode way)
    {
        RunSpec spec = TrainerSpecs.Tiny with
        {
            Model = TrainerSpecs.Tiny.Model with { Width = 8 },
            Train = TrainerSpecs.Tiny.Train with { Epochs = 20, Parallel = way },
        };
        using var full = new SessionRun(spec);
        using var half = new SessionRun(spec with { Amp = Amp.Fp16 });

        IReadOnlyList<StepRecord> expected = full.Train();
        IReadOnlyList<StepRecord> steps = half.Train();

        Assert.InRange(half.Session.SkippedSteps, 0, 5);
        Assert.NotEqual(expected[0].LossSum, steps[0].LossSum);
        Assert.Equal(expected[0].LossSum, steps[0].LossSum, 0.01 * expected[0].LossSum);
        Assert.True(LastEpoch(steps) < 0.6 * FirstEpoch(steps), $"The loss went from {FirstEpoch(steps)} to {LastEpoch(steps)}; in fp32 to {LastEpoch(expected)}.");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Gradients_that_overflow_skip_steps_on_all_replicas_until_the_scale_suits_and_the_schedule_waits(ParallelMode way)
    {
        RunSpec spec = Spec(way);
        using var run = new SessionRun(spec);
        run.Session.State.Restore(new ResumePoint(CheckpointFolderTests.Progress(step: 1) with { LossScaler = new LossScalerState(FarTooLarge, 0, 0) }, [], File: null));
        float[] start = run.Parameters();
        var skipped = new List<int> { 0 };
        var rates = new List<double>();

        run.Train(afterStep: () =>
        {
            skipped.Add(run.Session.SkippedSteps);
            rates.Add(run.Session.LearningRate);
            Assert.Equal(rates.Count == run.Session.SkippedSteps, run.Parameters().SequenceEqual(start));

            // With data_parallel, the others get device 0's at the next step.
            Assert.True(way == ParallelMode.DataParallel || run.Parameters(1).SequenceEqual(run.Parameters()));
        });

        var schedule = new LearningRateSchedule(spec.Train, spec.Train.BaseLr, spec.LearningRate, run.Session.Steps.StepsPerEpoch);
        Assert.Equal(rates.Select((_, step) => schedule.At(step - skipped[step])), rates);
        Assert.Equal(rates.Count, rates.Distinct().Count() + skipped[^1]);
        Assert.InRange(skipped[^1], 5, 25);
        Assert.Equal(FarTooLarge * Math.Pow(0.5, skipped[^1]), run.Session.State.LossScaler!.Value.Scale);
    }

    [Fact]
    public void A_run_folder_in_fp16_says_so_and_warns_where_the_cpu_does_not_compute_it_itself()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Amp = Amp.Fp16 });

        int exitCode = folder.Train();

        Assert.True(exitCode == TrainerExitCode.Success, folder.Errors);
        Assert.Equal(Precision.Fp16, folder.Result.Used!.Precision);
        Assert.Equal(Processor.HasNativeFp16(), !folder.Result.Warnings.Any(warning => warning.StartsWith("amp: fp16", StringComparison.Ordinal)));
    }

    /// <summary>A long warm-up to four times the rate, so that a rate tells which step it is of.</summary>
    private static RunSpec Spec(ParallelMode way) => TrainerSpecs.Tiny with
    {
        Amp = Amp.Fp16,
        LrFactor = 4,
        Train = TrainerSpecs.Tiny.Train with { Epochs = 20, BaseLr = 0.01, WarmupEpochs = 20, Parallel = way },
    };

    private static double FirstEpoch(IReadOnlyList<StepRecord> steps) => steps.Take(3).Sum(step => step.LossSum);

    private static double LastEpoch(IReadOnlyList<StepRecord> steps) => steps.TakeLast(3).Sum(step => step.LossSum);
}
