using CliWrap.Buffered;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

public sealed class MpiResumeTests
{
    private static readonly RunSpec OneProcess = TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Epochs = 150, CheckpointEvery = 1e-4, EmaDecay = 0.9 } };

    [SkippableFact]
    public async Task Processes_go_on_from_the_end_of_an_epoch_to_the_numbers_of_one_undisturbed_process()
    {
        Mpirun.Require();
        using var expected = new RunFolder(OneProcess);
        expected.Train();
        using var folder = new RunFolder(OneProcess with { Train = OneProcess.Train with { Parallel = ParallelMode.Processes } });
        Task<BufferedCommandResult> job = Mpirun.Train(folder).EndAsync();
        await SecondEpochAsync(folder, job);

        JobProcesses.Signal(JobProcesses.Find(folder.Paths.Folder, rank: 1)!.Value, JobProcesses.Kill);
        await job;
        RunOutcome killed = folder.Result.Outcome;
        BufferedCommandResult resumed = await Mpirun.Train(folder).EndAsync();

        Assert.IsType<RunOutcome.Failed>(killed);
        Assert.True(resumed.ExitCode == TrainerExitCode.Success, resumed.StandardError);
        Assert.Equal(1, folder.Result.Checkpoints!.Resumes);
        Assert.Equal(0, Assert.Single(folder.Events.OfType<RunEvent.Resumed>()).Step % folder.Result.Used!.StepsPerEpoch);
        Assert.Equal(Trained.Of(expected), Trained.Of(folder));
    }

    private static async Task SecondEpochAsync(RunFolder folder, Task job)
    {
        while (!job.IsCompleted && folder.Events.OfType<RunEvent.EpochEnded>().Count() < 2)
        {
            await Task.Delay(10);
        }
    }
}
