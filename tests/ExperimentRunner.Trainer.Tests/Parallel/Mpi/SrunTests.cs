using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

/// <summary>Slurm starts the processes itself, and they find each other by PMIx. tests/Shared/slurm/start-slurm.sh starts a Slurm of one machine.</summary>
public sealed class SrunTests
{
    [SkippableFact]
    public async Task Two_tasks_of_srun_give_the_losses_of_two_devices_bit_for_bit()
    {
        await RequireAsync();
        using var expected = new RunFolder(TrainerSpecs.Tiny);
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Parallel = ParallelMode.Processes } });
        expected.Train();

        BufferedCommandResult run = await Srun("-n", "2", "--mpi=pmix", "dotnet", Mpirun.Trainer, "train", folder.Paths.Folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(expected.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss)), folder.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss)));
    }

    [SkippableFact]
    public async Task Tasks_that_can_not_find_each_other_say_what_to_use()
    {
        await RequireAsync();
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        BufferedCommandResult run = await Srun("-n", "2", "--mpi=none", "dotnet", Mpirun.Trainer, "train", folder.Paths.Folder).EndAsync();

        Assert.NotEqual(TrainerExitCode.Success, run.ExitCode);
        Assert.Contains("Use `srun --mpi=pmix`", run.StandardError, StringComparison.Ordinal);
    }

    private static async Task RequireAsync()
    {
        Mpirun.Require();
        Skip.If(Mpirun.Find("srun") is null, "srun is not on this machine (apt-get install slurmctld slurmd slurm-client munge libpmix-dev).");
        BufferedCommandResult nodes = await Cli.Wrap("sinfo").WithArguments(["--noheader", "--responding"]).WithValidation(CommandResultValidation.None).EndAsync();
        Skip.If(nodes.ExitCode != 0 || nodes.StandardOutput.Length == 0, "No Slurm answers here. tests/Shared/slurm/start-slurm.sh starts one; SLURM_CONF names its configuration.");
        BufferedCommandResult ways = await Srun("--mpi=list").EndAsync();
        Skip.IfNot((ways.StandardOutput + ways.StandardError).Contains("pmix", StringComparison.Ordinal), "This Slurm has no PMIx plugin.");
    }

    private static Command Srun(params string[] arguments) => Cli.Wrap("srun").WithArguments(arguments).WithValidation(CommandResultValidation.None);
}
