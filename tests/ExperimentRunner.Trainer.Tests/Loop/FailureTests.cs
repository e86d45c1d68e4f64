using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Loop;
using TorchSharp;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class FailureTests
{
    [Fact]
    public void A_loss_that_is_not_finite_ends_the_run_as_diverged()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { BaseLr = 1e30, Epochs = 10 } });

        Assert.Equal(TrainerExitCode.Diverged, folder.Train());

        Assert.Equal(FailureKind.Diverged, Failure(folder).Kind);
        Assert.Contains("train.base_lr", folder.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_spec_is_a_bad_spec()
    {
        using var folder = new RunFolder();

        Assert.Equal(TrainerExitCode.BadSpec, folder.Train());

        Assert.Contains("run.json is not there", Failure(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_that_can_not_be_read_says_where()
    {
        using var folder = new RunFolder();
        File.WriteAllText(folder.Paths.Spec, "{\n  \"version\": x\n}");

        Assert.Equal(TrainerExitCode.BadSpec, folder.Train());

        Assert.Contains("run.json(2)", Failure(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_with_a_part_missing_says_which()
    {
        using var folder = new RunFolder();
        File.WriteAllText(folder.Paths.Spec, "{\"version\":1}");

        Assert.Equal(TrainerExitCode.BadSpec, folder.Train());

        Assert.Contains("batch_per_device", Failure(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_larger_than_the_training_set_is_bad_data()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { BatchPerDevice = 13 });

        Assert.Equal(TrainerExitCode.BadData, folder.Train());

        Assert.Contains("larger than the 24 training images", Failure(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_says_so_and_can_run_again()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        Assert.Equal(TrainerExitCode.Cancelled, folder.Train(new CancellationToken(canceled: true)));
        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);

        Assert.Equal(TrainerExitCode.Success, folder.Train());
        Assert.IsType<RunOutcome.Finished>(folder.Result.Outcome);
    }

    [Fact]
    public void Two_trainers_do_not_share_a_folder()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);
        using FileStream other = new(folder.Paths.Lock, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(TrainerExitCode.Locked, folder.Train());

        Assert.Contains("another trainer", folder.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Paths.Result));
    }

    [Fact]
    public void An_allocation_that_libtorch_can_not_make_is_out_of_memory()
    {
        var error = Assert.Throws<ExternalException>(() => torch.empty(1L << 50));

        Assert.Equal(FailureKind.OutOfMemory, FailureCause.Of(error));
        Assert.Equal(FailureKind.OutOfMemory, FailureCause.Of(new NativeError("CUDA out of memory. Tried to allocate 2.00 GiB")));
        Assert.Equal(FailureKind.Crash, FailureCause.Of(new NativeError("The size of tensor a (3) must match the size of tensor b (4)")));
    }

    private static RunOutcome.Failed Failure(RunFolder folder) => Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome);

    private sealed class NativeError(string message) : ExternalException(message);
}
