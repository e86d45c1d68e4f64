using System.Diagnostics;
using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Commands;

/// <summary>The runner with the real trainer, killed in the middle of a run.</summary>
public sealed partial class CheckpointedSweepTests : IDisposable
{
    private const int SigKill = 9;

    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task A_killed_runner_and_its_trainer_go_on_in_the_middle_of_a_run()
    {
        runner.WriteMatrix("""
            name: tiny
            model: { width: 4, stem: cifar }
            data: { image_size: 16, classes: 3, train_images: 96, test_images: 9 }
            train: { epochs: 40, checkpoint_every: 0.001 }
            matrix: { devices: 2, batch_per_device: 4 }
            """);
        CommandTask<BufferedCommandResult> running = Sweep().ExecuteBufferedAsync();
        RunPaths run = await FirstRunWithCheckpointsAsync(running);
        Assert.Equal(0, Kill(running.ProcessId, SigKill));
        await running;

        BufferedCommandResult resumed = await Sweep("--resume").ExecuteBufferedAsync();

        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        RunResult result = WholeFile.ReadJson(run.Result, RunJson.Default.RunResult)!;
        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Equal(1, result.Checkpoints!.Resumes);
        Assert.Equal(Enumerable.Range(1, 40), result.Epochs.Select(epoch => epoch.Epoch));
        IReadOnlyList<RunEvent> events = LineLogReader.Read(run.Events, CompactRunJson.Default.RunEvent).Values;
        Assert.Equal(Enumerable.Range(1, 40), events.OfType<RunEvent.EpochEnded>().Select(told => told.Result.Epoch));
        Assert.Distinct(events.OfType<RunEvent.StepWindow>().Select(window => window.Step));
        Assert.Contains("goes on in epoch", resumed.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("went on from a checkpoint", await File.ReadAllTextAsync(runner.Sweeps()[0].ReportMarkdown), StringComparison.Ordinal);
    }

    public void Dispose() => runner.Dispose();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private Command Sweep(params string[] arguments) => runner.Command("", ["sweep", "--matrix=tiny.yaml", .. arguments]);

    private async Task<RunPaths> FirstRunWithCheckpointsAsync(CommandTask<BufferedCommandResult> running)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            (int number, string file) = WrittenCheckpoints.Newest(runner.Artifacts);
            if (number >= 3)
            {
                return new RunPaths(Path.GetFullPath(Path.Combine(file, "..", "..")));
            }

            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2) && !running.Task.IsCompleted, "No checkpoint was written.");
            await Task.Delay(5);
        }
    }
}
