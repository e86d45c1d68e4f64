using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Tests.Data;
using ExperimentRunner.Trainer.Tests.Loop;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

/// <summary>How jobs end before their time.</summary>
public sealed class MpiEndTests
{
    private static readonly RunSpec Endless = TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Parallel = ParallelMode.Processes, Epochs = 100_000 } };

    [SkippableFact]
    public async Task A_killed_process_ends_all_and_the_result_names_it()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        Task<BufferedCommandResult> job = Mpirun.Train(folder).EndAsync();
        await FirstEpochAsync(folder, job);
        int other = JobProcesses.Find(folder.Paths.Folder, rank: 1)!.Value;

        JobProcesses.Signal(other, JobProcesses.Kill);
        BufferedCommandResult run = await job;

        Assert.NotEqual(TrainerExitCode.Success, run.ExitCode);
        var failure = Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome);
        Assert.Equal((FailureKind.Crash, TrainerExitCode.Killed), (failure.Kind, failure.ExitCode));
        string message = failure.Message;
        Assert.Contains($"Process 1 of the run (on host {System.Net.Dns.GetHostName()}, process id {other}): it ended without a word", message, StringComparison.Ordinal);
        Assert.NotEmpty(folder.Result.Epochs);
        Assert.Null(JobProcesses.Find(folder.Paths.Folder, rank: 0));
    }

    [SkippableFact]
    public async Task Without_process_0_the_trainer_that_started_the_job_writes_the_result()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        Task<BufferedCommandResult> job = Trainer(folder).EndAsync();
        await FirstEpochAsync(folder, job);

        JobProcesses.Signal(JobProcesses.Find(folder.Paths.Folder, rank: 0)!.Value, JobProcesses.Kill);
        BufferedCommandResult run = await job;

        Assert.Equal(TrainerExitCode.Killed, run.ExitCode);
        Assert.Contains("ended without a result", Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome).Message, StringComparison.Ordinal);
        Assert.Contains("exited on signal 9", run.StandardError, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_error_of_one_process_is_the_error_of_the_run()
    {
        Mpirun.Require();
        using JpegFolder images = JpegFolder.RedAndGreen();
        using var folder = new RunFolder(Endless with { BatchPerDevice = 1, Data = Endless.Data with { Source = DataSource.ImageFolder, Path = "." } });

        // Process 1 starts elsewhere, where there are no images.
        BufferedCommandResult run = await Mpirun.Of(
            "-n", "1", "--wdir", images.Root, "dotnet", Mpirun.Trainer, "train", folder.Paths.Folder, ":",
            "-n", "1", "--wdir", "/", "dotnet", Mpirun.Trainer, "train", folder.Paths.Folder).EndAsync();

        Assert.Equal(TrainerExitCode.BadData, run.ExitCode);
        var failure = Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome);
        Assert.Equal(FailureKind.BadData, failure.Kind);
        Assert.StartsWith("Process 1 of the run", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_interrupt_of_the_trainer_cancels_all_processes()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        using var interrupt = new CancellationTokenSource();
        Task<CommandResult> running = Trainer(folder).ExecuteAsync(CancellationToken.None, interrupt.Token);
        await FirstEpochAsync(folder, running);

        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(new RunOutcome.Cancelled("The trainer was asked to stop."), folder.Result.Outcome);
        Assert.NotEmpty(folder.Result.Epochs);
    }

    [SkippableFact]
    public async Task Asking_mpirun_to_end_cancels_the_run()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        CommandTask<BufferedCommandResult> job = Mpirun.Train(folder).ExecuteBufferedAsync();
        await FirstEpochAsync(folder, job);

        JobProcesses.Signal(job.ProcessId, JobProcesses.Terminate);
        await job.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);
        Assert.NotEmpty(folder.Result.Epochs);
    }

    [SkippableFact]
    public async Task A_job_whose_runner_is_gone_stops()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);

        await ShortLivedRunner.Of(Mpirun.Trainer, folder).EndAsync();

        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);
    }

    [SkippableFact]
    public async Task A_job_whose_runner_was_gone_before_it_began_leaves_the_folder_as_it_is()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);

        // Process 1 is not the parent of the trainer that this test starts.
        BufferedCommandResult run = await Trainer(folder, "--parent", "1").EndAsync();

        Assert.Equal(TrainerExitCode.Cancelled, run.ExitCode);
        Assert.Equal([folder.Paths.Spec, folder.Paths.Lock], Directory.GetFiles(folder.Paths.Folder).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Process_0_leaves_the_folder_as_it_is_if_its_starter_was_gone_before_it_began()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);

        // Above what Linux gives a process as its id.
        BufferedCommandResult run = await Mpirun.Of("-n", "2", "dotnet", Mpirun.Trainer, "train", folder.Paths.Folder, "--launcher", "2147483647").EndAsync();

        Assert.Equal(TrainerExitCode.Cancelled, run.ExitCode);
        Assert.Equal([folder.Paths.Spec, folder.Paths.Lock], Directory.GetFiles(folder.Paths.Folder).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task A_job_that_finds_its_folder_held_ends_all_its_processes()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        using var held = new FileStream(folder.Paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        BufferedCommandResult run = await Trainer(folder).EndAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(TrainerExitCode.Locked, run.ExitCode);
        Assert.Null(JobProcesses.Find(folder.Paths.Folder, rank: 1));
    }

    [SkippableFact]
    public async Task A_result_that_can_not_be_written_ends_all_processes()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);

        // Whatever else is there, a folder can't be replaced by a file.
        Directory.CreateDirectory(folder.Paths.Result);
        BufferedCommandResult run = await Mpirun.Train(folder).EndAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(TrainerExitCode.Crash, run.ExitCode);
        Assert.Contains(folder.Paths.Result, run.StandardError, StringComparison.Ordinal);
        Assert.Null(JobProcesses.Find(folder.Paths.Folder, rank: 1));
    }

    /// <summary>Meanwhile mpirun starts, its processes start, find each other, or load their images.</summary>
    [SkippableTheory]
    [InlineData(300)]
    [InlineData(700)]
    [InlineData(900)]
    [InlineData(1100)]
    public async Task A_job_that_is_asked_while_it_starts_is_cancelled(int milliseconds)
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        CommandTask<BufferedCommandResult> running = Trainer(folder).ExecuteBufferedAsync();
        await Task.Delay(milliseconds);

        JobProcesses.Signal(running.ProcessId, JobProcesses.Interrupt);
        BufferedCommandResult run = await running.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(TrainerExitCode.Cancelled, run.ExitCode);
        // On a busy machine it is asked before it listens, ends as any program does, and leaves it to its runner to say so.
        Assert.True(!File.Exists(folder.Paths.Result) || folder.Result.Outcome is RunOutcome.Cancelled);
        Assert.Null(JobProcesses.Find(folder.Paths.Folder, rank: 0));
        Assert.Null(JobProcesses.Find(folder.Paths.Folder, rank: 1));
    }

    [SkippableFact]
    public async Task A_job_whose_starter_is_killed_stops()
    {
        Mpirun.Require();
        using var folder = new RunFolder(Endless);
        CommandTask<CommandResult> running = Trainer(folder).ExecuteAsync();
        await FirstEpochAsync(folder, running);

        JobProcesses.Signal(running.ProcessId, JobProcesses.Kill);
        await running;

        await UntilAsync(() => File.Exists(folder.Paths.Result));
        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);
        await UntilAsync(() => JobProcesses.Find(folder.Paths.Folder, rank: 0) is null);
    }

    private static Command Trainer(RunFolder folder, params string[] more) => Cli.Wrap("dotnet")
        .WithArguments([Mpirun.Trainer, "train", folder.Paths.Folder, .. more])
        .WithValidation(CommandResultValidation.None);

    private static Task FirstEpochAsync(RunFolder folder, Task job) => UntilAsync(() =>
    {
        Assert.False(job.IsCompleted, "The job ended before it was asked to.");
        return File.Exists(folder.Paths.Events) && folder.Events.OfType<RunEvent.EpochEnded>().Any();
    });

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
