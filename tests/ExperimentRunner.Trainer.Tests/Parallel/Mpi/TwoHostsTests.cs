using CliWrap.Buffered;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

public sealed class TwoHostsTests
{
    private static readonly RunSpec Tiny = TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Parallel = ParallelMode.Processes } };

    [SkippableFact]
    public async Task Two_hosts_give_the_losses_of_two_devices_bit_for_bit()
    {
        using var hosts = TwoHosts.Require();
        using var expected = new RunFolder(TrainerSpecs.Tiny);
        using var folder = new RunFolder(Tiny);
        expected.Train();

        BufferedCommandResult run = await hosts.Train(folder).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(expected.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss)), folder.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss)));
    }

    [SkippableFact]
    public async Task A_process_that_is_killed_on_the_other_host_ends_all_and_the_result_names_its_host()
    {
        using var hosts = TwoHosts.Require();
        using var folder = new RunFolder(Tiny with { Train = Tiny.Train with { Epochs = 100_000 } });
        Task<BufferedCommandResult> job = hosts.Train(folder).EndAsync();
        while (!job.IsCompleted && !folder.Events.OfType<RunEvent.EpochEnded>().Any())
        {
            await Task.Delay(50);
        }

        JobProcesses.Signal(JobProcesses.Find(folder.Paths.Folder, rank: 1)!.Value, JobProcesses.Kill);
        BufferedCommandResult run = await job;

        Assert.NotEqual(TrainerExitCode.Success, run.ExitCode);
        Assert.Contains($"Process 1 of the run (on host {hosts.SecondName}", Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome).Message, StringComparison.Ordinal);
        Assert.Null(JobProcesses.Find(folder.Paths.Folder, rank: 0));
    }
}
