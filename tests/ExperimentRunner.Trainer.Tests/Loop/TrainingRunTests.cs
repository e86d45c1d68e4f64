using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class TrainingRunTests
{
    [Fact]
    public void A_run_leaves_its_result_and_its_events()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        int exitCode = folder.Train();

        Assert.Equal(TrainerExitCode.Success, exitCode);
        RunResult result = folder.Result;
        Assert.Equal(new RunOutcome.Finished(), result.Outcome);
        Assert.Equal([1, 2], result.Epochs.Select(epoch => epoch.Epoch));
        Assert.All(result.Epochs, epoch => Assert.Equal(7, epoch.TestImages));
        Assert.Equal(48, result.Epochs[^1].ImagesSeen);
        Assert.Equal(6, result.Timing!.WarmupSteps + result.Timing.MeasuredSteps);
        Assert.Equal(8, result.Used!.GlobalBatch);
        Assert.Equal(4, result.Used.BatchPerDevice);
        Assert.True(result.PeakMemoryBytes > 0);
        Assert.IsType<RunEvent.Started>(folder.Events[0]);
        Assert.IsType<RunEvent.Ended>(folder.Events[^1]);
        Assert.Equal(6, folder.Events.OfType<RunEvent.StepWindow>().Last().Step);
        Assert.Contains("epoch 2:", folder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_losses_bit_for_bit()
    {
        Assert.Equal(Losses(TrainerSpecs.Tiny), Losses(TrainerSpecs.Tiny));
        Assert.NotEqual(Losses(TrainerSpecs.Tiny), Losses(TrainerSpecs.Tiny with { Seed = 2 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluation_counts_every_test_image_once_on_any_number_of_devices(int devices)
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Devices = devices, BatchPerDevice = 2 });

        folder.Train();

        Assert.All(folder.Result.Epochs, epoch => Assert.Equal(7, epoch.TestImages));
        Assert.All(folder.Result.Epochs, epoch => Assert.InRange(epoch.Correct, 0, 7));
    }

    [Fact]
    public void Bf16_is_used_and_learns()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Amp = Amp.Bf16, Train = TrainerSpecs.Tiny.Train with { Epochs = 15 } });

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.Equal(Precision.Bf16, folder.Result.Used!.Precision);
        Assert.True(folder.Result.Epochs[^1].TrainLoss < folder.Result.Epochs[0].TrainLoss);
    }

    [Fact]
    public void An_incomplete_last_step_is_trained_when_nothing_is_dropped()
    {
        var spec = TrainerSpecs.Tiny with { Data = TrainerSpecs.Tiny.Data with { TrainImages = 21 }, Train = TrainerSpecs.Tiny.Train with { DropLast = false } };
        using var folder = new RunFolder(spec);

        folder.Train();

        Assert.Equal(42, folder.Result.Epochs[^1].ImagesSeen);
        Assert.Equal(6, folder.Result.Epochs[^1].Step);
    }

    [Fact]
    public void Random_images_time_compute_without_a_loader()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Data = TrainerSpecs.Tiny.Data with { Source = DataSource.Random } });

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.Equal(48, folder.Result.Epochs[^1].ImagesSeen);
    }

    public static TheoryData<TrainSpec> Features => new(
        new TrainSpec { BaseLr = 0.02, Nesterov = true },
        new TrainSpec { BaseLr = 0.003, Optimizer = Optimizer.Adamw },
        new TrainSpec { BaseLr = 0.02, EmaDecay = 0.5 },
        new TrainSpec { BaseLr = 0.02, LabelSmoothing = 0.1, Mixup = 0.2 });

    [Theory]
    [MemberData(nameof(Features))]
    public void Training_features_learn_and_repeat_bit_for_bit(TrainSpec train)
    {
        var spec = TrainerSpecs.Tiny with { Train = train with { Epochs = 12 } };

        (double Train, double Test)[] losses = [.. Losses(spec)];

        Assert.True(losses[^1].Train < losses[0].Train, $"The loss went from {losses[0].Train} to {losses[^1].Train}.");
        Assert.Equal(losses, Losses(spec));
    }

    [Fact]
    public void An_average_of_weights_is_what_is_evaluated_and_leaves_training_alone()
    {
        (double Train, double Test)[] plain = [.. Losses(TrainerSpecs.Tiny)];
        (double Train, double Test)[] averaged = [.. Losses(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { EmaDecay = 0.9 } })];

        Assert.Equal(plain.Select(epoch => epoch.Train), averaged.Select(epoch => epoch.Train));
        Assert.All(plain.Zip(averaged), pair => Assert.NotEqual(pair.First.Test, pair.Second.Test));
    }

    [Fact]
    public void A_frozen_backbone_trains_the_last_layer_alone()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Epochs = 12, BaseLr = 0.1, Freeze = Freeze.Backbone } });

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        // 3 classes, 8 x width features.
        Assert.Equal(3 * ((8 * 4) + 1), folder.Result.Used!.Parameters);
        Assert.True(folder.Result.Epochs[^1].TrainLoss < folder.Result.Epochs[0].TrainLoss);
        Assert.Contains("model.weights is none", Assert.Single(folder.Result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MemoryFormat.ChannelsLast, true)]
    [InlineData(MemoryFormat.Contiguous, false)]
    public void The_result_tells_the_memory_format_that_the_run_had(MemoryFormat format, bool usesChannelsLast)
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { MemoryFormat = format } });

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.Equal(usesChannelsLast, folder.Result.Used!.ChannelsLast);
    }

    [Fact]
    public void Nesterov_without_momentum_is_a_bad_spec()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Nesterov = true, Momentum = 0 } });

        Assert.Equal(TrainerExitCode.BadSpec, folder.Train());

        Assert.Contains("train.nesterov", folder.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<(double Train, double Test)> Losses(RunSpec spec)
    {
        using var folder = new RunFolder(spec);
        Assert.Equal(TrainerExitCode.Success, folder.Train());
        return [.. folder.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss))];
    }
}
