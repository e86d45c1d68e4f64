using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>The real trainer on a real Slurm.</summary>
[Collection(OneSlurm.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class SlurmCheckpointTests
{
    private const string Training = """
        backend: cpu
        model: { width: 4, stem: cifar }
        data: { image_size: 16, classes: 3, train_images: 96, test_images: 9 }
        train: { epochs: 150, checkpoint_every: 0.001 }
        matrix: { devices: 2, batch_per_device: 4 }
        """;

    [SkippableTheory]
    [InlineData("scontrol", "requeue")]
    [InlineData("scancel", "--batch", "--signal=USR1")]
    public async Task A_run_that_is_requeued_or_whose_time_is_nearly_up_goes_on_from_its_checkpoint(params string[] ask)
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(Training);
        CommandTask<BufferedCommandResult> running = runner.RealTrainer().ExecuteBufferedAsync();
        await SlurmRunner.UntilAsync(() => runner.HasSweep && WrittenCheckpoints.Newest(runner.Sweep.Folder).Number >= 3, "checkpoints are written");
        string task = Assert.Single(await runner.TasksAsync()).Split(' ')[0];

        BufferedCommandResult asked = await RealSlurm.AskAsync(ask[0], [.. ask[1..], task]);
        BufferedCommandResult swept = await running;

        Assert.True(asked.ExitCode == 0, asked.StandardError);
        Assert.True(swept.ExitCode == ExitCode.Success, swept.StandardOutput + swept.StandardError);
        RunResult result = runner.ResultOf(runner.Plan.Runs[0])!;
        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Equal(1, result.Checkpoints!.Resumes);
        Assert.Equal(2, runner.BeginningsOf(runner.Plan.Runs[0]));
        IReadOnlyList<RunEvent> events = LineLogReader.Read(runner.Sweep.Run(runner.Plan.Runs[0].RunId).Events, CompactRunJson.Default.RunEvent).Values;
        Assert.Equal(Enumerable.Range(1, 150), events.OfType<RunEvent.EpochEnded>().Select(told => told.Result.Epoch));
        Assert.Contains("goes on in epoch", swept.StandardOutput, StringComparison.Ordinal);
        Assert.Single(await runner.TasksAsync());
    }

    [SkippableFact]
    public async Task A_run_of_several_processes_is_started_by_srun()
    {
        await RealSlurm.RequireProcessesAsync();
        await using var runner = new SlurmRunner(Processes(epochs: 2));
        runner.Wrap("srun", "echo x > \"$(dirname \"$0\")/called\"; exec \"$real\" \"$@\"");

        BufferedCommandResult swept = await runner.RealTrainer().ExecuteBufferedAsync();

        Assert.True(swept.ExitCode == ExitCode.Success, swept.StandardOutput + swept.StandardError);
        Assert.Equal(2, runner.ResultOf(runner.Plan.Runs[0])!.Used!.Devices);
        Assert.True(runner.WasCalled);
    }

    [SkippableFact]
    public async Task A_run_of_several_processes_that_is_asked_to_stop_ends_with_its_step()
    {
        await RealSlurm.RequireProcessesAsync();
        await using var runner = new SlurmRunner(Processes(epochs: 1000));
        CommandTask<BufferedCommandResult> running = runner.RealTrainer().ExecuteBufferedAsync();
        await SlurmRunner.UntilAsync(() => runner.HasSweep && Directory.GetFiles(runner.Sweep.Folder, "events.jsonl", SearchOption.AllDirectories).Length > 0, "training has begun");

        await RealSlurm.AskAsync("scancel", "--batch", "--signal=INT", Assert.Single(await runner.TasksAsync()).Split(' ')[0]);
        BufferedCommandResult swept = await running;

        Assert.Equal(ExitCode.RunFailed, swept.ExitCode);
        Assert.IsType<RunOutcome.Cancelled>(runner.ResultOf(runner.Plan.Runs[0])?.Outcome);
        Assert.Contains("Stopped with 1 of 1 runs to do", swept.StandardOutput, StringComparison.Ordinal);
    }

    private static string Processes(int epochs) => $$"""
        backend: cpu
        model: { width: 4, stem: cifar }
        data: { image_size: 16, classes: 3, train_images: 96, test_images: 9 }
        train: { epochs: {{epochs}}, parallel: processes }
        matrix: { devices: 2, batch_per_device: 4 }
        """;
}
