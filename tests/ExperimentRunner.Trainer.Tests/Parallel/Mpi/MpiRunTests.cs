using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

public sealed class MpiRunTests
{
    private static readonly RunSpec Tiny = TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Parallel = ParallelMode.Processes } };

    [SkippableFact]
    public async Task Two_processes_give_the_losses_of_two_devices_bit_for_bit()
    {
        Mpirun.Require();
        using var expected = new RunFolder(TrainerSpecs.Tiny);
        using var folder = new RunFolder(Tiny);
        expected.Train();

        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(Losses(expected), Losses(folder));
        Assert.Equal(expected.Result.Used! with { Classes = [] }, folder.Result.Used! with { Classes = [] });
    }

    [SkippableFact]
    public async Task A_frozen_backbone_AdamW_averages_mixup_and_an_uneven_last_step_change_nothing_in_that()
    {
        Mpirun.Require();
        RunSpec wild = Tiny with
        {
            Data = Tiny.Data with { TrainImages = 21 },
            Train = Tiny.Train with { Freeze = Freeze.Backbone, Optimizer = Optimizer.Adamw, EmaDecay = 0.9, Mixup = 0.4, DropLast = false, Accumulate = 2 },
        };
        using var expected = new RunFolder(wild with { Train = wild.Train with { Parallel = ParallelMode.Replicas } });
        using var folder = new RunFolder(wild);
        expected.Train();

        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(Losses(expected), Losses(folder));
    }

    [SkippableFact]
    public async Task Two_processes_of_two_devices_give_the_losses_of_four_devices()
    {
        Mpirun.Require();
        using var expected = new RunFolder(TrainerSpecs.Tiny with { Devices = 4, BatchPerDevice = 2 });
        using var folder = new RunFolder(Tiny with { Devices = 4, BatchPerDevice = 2 });
        expected.Train();

        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(4, folder.Result.Used!.Devices);
        Assert.All(Losses(expected).Zip(Losses(folder)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2e-6));
    }

    [SkippableFact]
    public async Task Batch_norm_over_two_processes_of_two_devices_is_that_of_one_device()
    {
        Mpirun.Require();
        RunSpec spec = Tiny with { Devices = 4, BatchPerDevice = 2, Train = Tiny.Train with { SyncBatchNorm = true } };
        using var expected = new RunFolder(spec with { Devices = 1, BatchPerDevice = 8, Train = spec.Train with { Parallel = ParallelMode.Replicas } });
        using var folder = new RunFolder(spec);
        expected.Train();

        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.All(Losses(expected).Zip(Losses(folder)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-4));
    }

    [SkippableFact]
    public async Task A_trainer_starts_its_processes_itself_and_only_one_of_them_speaks()
    {
        Mpirun.Require();
        using var expected = new RunFolder(TrainerSpecs.Tiny);
        using var folder = new RunFolder(Tiny);
        expected.Train();

        BufferedCommandResult run = await Trainer(folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(Losses(expected), Losses(folder));
        Assert.Single(run.StandardOutput.Split('\n'), line => line.StartsWith("epoch 1:", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_failure_of_all_processes_keeps_its_exit_code()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Tiny with { Train = Tiny.Train with { BaseLr = 1e30, Epochs = 10 } });

        BufferedCommandResult run = await Trainer(folder).EndAsync();

        Assert.Equal(TrainerExitCode.Diverged, run.ExitCode);
        Assert.Equal(FailureKind.Diverged, Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome).Kind);
    }

    [SkippableFact]
    public async Task Processes_that_can_not_share_the_devices_say_so()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Tiny with { Devices = 3 });

        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync();

        Assert.Equal(TrainerExitCode.BadSpec, run.ExitCode);
        Assert.Contains("devices: 3 can't be shared by 2 processes", Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_job_for_a_run_that_wants_no_processes_is_refused()
    {
        Mpirun.Require();
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync();

        Assert.Equal(TrainerExitCode.BadSpec, run.ExitCode);
        Assert.Contains("train.parallel", Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_mpirun_the_message_says_how_to_get_it()
    {
        using var folder = new RunFolder(Tiny);
        string dotnet = Mpirun.Find("dotnet")!;

        BufferedCommandResult run = await Cli.Wrap(dotnet)
            .WithArguments([Mpirun.Trainer, "train", folder.Paths.Folder])
            .WithEnvironmentVariables(variables => variables.Set("PATH", "/nowhere"))
            .WithValidation(CommandResultValidation.None)
            .EndAsync();

        Assert.Equal(TrainerExitCode.BadSpec, run.ExitCode);
        Assert.Contains("apt-get install openmpi-bin", Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome).Message, StringComparison.Ordinal);
    }

    private static Command Trainer(RunFolder folder) => Cli.Wrap("dotnet")
        .WithArguments([Mpirun.Trainer, "train", folder.Paths.Folder])
        .WithValidation(CommandResultValidation.None);

    private static IEnumerable<double> Losses(RunFolder folder) => [.. folder.Result.Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.TestLoss, epoch.Correct })];
}
