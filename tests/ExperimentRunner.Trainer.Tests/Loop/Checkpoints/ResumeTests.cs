using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

/// <summary>A real trainer process is ended at some step and started again, until the run is done.</summary>
public sealed class ResumeTests
{
    /// <summary>Minutes between checkpoints within an epoch: about every third step.</summary>
    private const double Often = 2e-4;

    /// <summary>Three replicas, uneven micro-batches, a smaller last step, mirrored images: everything that could go on wrongly.</summary>
    private static readonly RunSpec Spec = TrainerSpecs.Tiny with
    {
        Devices = 3,
        BatchPerDevice = 3,
        Data = TrainerSpecs.Tiny.Data with { TrainImages = 100, Augment = Augmentation.Flip },
        Train = TrainerSpecs.Tiny.Train with { Epochs = 12, Accumulate = 2, DropLast = false, CheckpointEvery = Often },
    };

    private static readonly RunSpec AdamWSpec = Spec with
    {
        Data = Spec.Data with { Augment = Augmentation.Crop },
        Train = Spec.Train with { Optimizer = Optimizer.Adamw, BaseLr = 0.002, EmaDecay = 0.9 },
    };

    private static readonly RunSpec Fp16Spec = Spec with { Amp = Amp.Fp16 };

    public static TheoryData<int, string> Kills => new() { { 1, "sgd" }, { 2, "sgd" }, { 3, "adamw" }, { 4, "adamw" }, { 5, "fp16" } };

    [Theory]
    [MemberData(nameof(Kills))]
    public void A_run_that_was_killed_at_random_steps_comes_to_the_same_numbers(int seed, string kind)
    {
        RunSpec spec = kind switch
        {
            "sgd" => Spec,
            "adamw" => AdamWSpec,
            _ => Fp16Spec,
        };
        (RunFolder killed, int kills) = KilledAtRandomSteps(spec, new Random(seed), times: 3);
        using RunFolder folder = killed;

        Assert.InRange(kills, 1, 3);
        Assert.Equal(kills, folder.Result.Checkpoints!.Resumes);
        Assert.Equal(kills, folder.Events.OfType<RunEvent.Resumed>().Count());
        Assert.Equal(Undisturbed(spec), Trained.Of(folder));
        Assert.StartsWith("model ", Trained.Of(folder)[0], StringComparison.Ordinal);
        Assert.Single(folder.Events.OfType<RunEvent.Started>());
        Assert.Contains(folder.Result.Warnings, warning => warning.Contains("went on from a checkpoint", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.Paths.Checkpoints));
    }

    [Theory]
    [InlineData(TrainerChild.Terminate)]
    [InlineData(TrainerChild.Interrupt)]
    public void A_run_that_was_asked_to_stop_writes_a_checkpoint_and_loses_no_step(int signal)
    {
        RunSpec spec = Spec with { Train = Spec.Train with { Epochs = 40 } };
        using RunFolder folder = InterruptedRun.Of(
            () => Folder(spec, checkpointEvery: 0),
            begun => begun.Events.OfType<RunEvent.StepWindow>().Any(),
            child => child.Signal(signal),
            TrainerExitCode.Cancelled);

        int stepsBefore = folder.Events.OfType<RunEvent.StepWindow>().Max(window => window.Step);
        RunResult stopped = folder.Result;
        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.IsType<RunOutcome.Cancelled>(stopped.Outcome);
        Assert.True(Assert.Single(folder.Events.OfType<RunEvent.Resumed>()).Step >= stepsBefore);
        Assert.Equal(Undisturbed(spec), Trained.Of(folder));
        Assert.Equal(stopped.Started, folder.Result.Started);
        Assert.True(folder.Result.Timing!.WallSeconds > stopped.Timing!.WallSeconds);
    }

    [Fact]
    public void A_torn_newest_checkpoint_is_passed_over_for_the_one_before()
    {
        using RunFolder folder = Killed(atLeast: 4);
        string newest = Directory.GetFiles(folder.Paths.Checkpoints, "*.safetensors").Max(StringComparer.Ordinal)!;
        using (FileStream file = File.OpenWrite(newest))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.Contains(folder.Result.Warnings, warning => warning.Contains(Path.GetFileName(newest), StringComparison.Ordinal));
        Assert.Equal(1, folder.Result.Checkpoints!.Resumes);
        Assert.Equal(Undisturbed(Spec), Trained.Of(folder));
    }

    [Fact]
    public void A_changed_spec_never_meets_an_old_checkpoint()
    {
        using RunFolder folder = Killed(atLeast: 2);
        RunSpec changed = Spec with { Seed = 99 };
        folder.Write(changed);

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.Contains(folder.Result.Warnings, warning => warning.Contains($"it belongs to run {RunId.Of(Spec)}", StringComparison.Ordinal));
        Assert.Equal(0, folder.Result.Checkpoints!.Resumes);
        Assert.Equal(Undisturbed(changed), Trained.Of(folder));
    }

    [Fact]
    public void A_timing_run_on_random_numbers_writes_no_checkpoint_at_the_ends_of_its_epochs()
    {
        using RunFolder folder = Folder(Spec with { Data = Spec.Data with { Source = DataSource.Random } }, checkpointEvery: 10);

        folder.Train();

        Assert.Null(folder.Result.Checkpoints);
    }

    [Fact]
    public void A_run_on_images_writes_one_after_each_epoch_but_the_last()
    {
        using RunFolder folder = Folder(Spec with { Train = Spec.Train with { Epochs = 4 } }, checkpointEvery: 0);

        folder.Train();

        Assert.Equal(3, folder.Result.Checkpoints!.Written);
        Assert.True(folder.Result.Checkpoints.Seconds > 0);
    }

    [Fact]
    public void A_checkpoint_that_can_not_be_written_costs_a_warning_and_not_the_run()
    {
        using RunFolder folder = Folder(Spec with { Train = Spec.Train with { Epochs = 3 } });
        File.WriteAllText(folder.Paths.Checkpoints, "a file where the folder would be");

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        Assert.Null(folder.Result.Checkpoints);
        Assert.Contains(folder.Result.Warnings, warning => warning.StartsWith("A checkpoint could not be written", StringComparison.Ordinal));
    }

    /// <summary>Never interrupted, and with other checkpoints than the runs that are compared with it.</summary>
    private static IReadOnlyList<string> Undisturbed(RunSpec spec)
    {
        using RunFolder folder = Folder(spec, checkpointEvery: 0);
        Assert.Equal(TrainerExitCode.Success, folder.Train());
        return Trained.Of(folder);
    }

    /// <summary>A run that was killed at least once, and has finished.</summary>
    private static (RunFolder Folder, int Kills) KilledAtRandomSteps(RunSpec spec, Random random, int times)
    {
        for (int tries = 1; ; tries++)
        {
            RunFolder folder = Folder(spec);
            int kills = KillAtRandomSteps(folder, random, times);
            if (kills > 0 || tries == InterruptedRun.MostTries)
            {
                return (folder, kills);
            }

            folder.Dispose();
        }
    }

    /// <returns>How often the run was killed; 0 if it had finished before, or had its result at a kill.</returns>
    private static int KillAtRandomSteps(RunFolder folder, Random random, int times)
    {
        for (int kills = 0; ; kills++)
        {
            using var child = new TrainerChild(folder.Paths);
            if (kills < times)
            {
                int written = NewestCheckpoint(folder);
                int more = random.Next(1, 12);
                child.WaitUntil(() => NewestCheckpoint(folder) >= written + more);
                Thread.Sleep(random.Next(20));
                child.Kill();
            }

            if (child.ExitCode() == TrainerExitCode.Success)
            {
                return kills;
            }

            Assert.True(child.ExitCode() == TrainerExitCode.Killed, child.Errors);
            if (InterruptedRun.HasFinished(folder))
            {
                return 0;
            }
        }
    }

    /// <summary>A run that was killed once some checkpoints were written.</summary>
    private static RunFolder Killed(int atLeast) =>
        InterruptedRun.Of(() => Folder(Spec), begun => NewestCheckpoint(begun) >= atLeast, child => child.Kill(), TrainerExitCode.Killed);

    /// <summary>Its model is exported, to be compared.</summary>
    /// <param name="checkpointEvery">Minutes; 0 is after epochs only.</param>
    private static RunFolder Folder(RunSpec spec, double checkpointEvery = Often) =>
        new(spec with { Train = spec.Train with { CheckpointEvery = checkpointEvery } }) { Exports = true };

    private static int NewestCheckpoint(RunFolder folder) => WrittenCheckpoints.Newest(folder.Paths.Checkpoints).Number;
}
