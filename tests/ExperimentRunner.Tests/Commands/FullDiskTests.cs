using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Commands;

/// <summary>A small disk that is really full.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Matrix = """
        name: tiny
        matrix: { devices: [1], batch_per_device: [16] }
        repeats: 2
        """;

    private readonly RunnerProgram runner = new();

    [SkippableFact]
    public async Task A_run_for_which_there_is_no_room_is_not_started()
    {
        await MountAsync(megabytes: 40);
        runner.WriteMatrix(Matrix);

        BufferedCommandResult result = await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.DiskFull, result.ExitCode);
        Assert.Contains("so it was not started. Make room, then go on with `sweep --resume --sweep=tiny-", result.StandardError, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_disk_that_fills_up_stops_the_sweep_which_can_go_on()
    {
        await MountAsync(megabytes: 40);
        runner.WriteMatrix(Matrix + "\ntrain: { epochs: 1, warmup_epochs: 0, checkpoint_every: 0 }");
        CommandTask<BufferedCommandResult> running = runner.Sweep("d=Slow", "--no-tracking").ExecuteBufferedAsync();
        await FirstWindowAsync(running);

        string filler = Path.Combine(runner.Artifacts, "filler");
        Fill(filler);
        BufferedCommandResult full = await running;
        File.Delete(filler);
        BufferedCommandResult resumed = await runner.Sweep("", "--no-tracking", "--resume").ExecuteBufferedAsync();

        Assert.True(full.ExitCode == ExitCode.DiskFull, full.StandardOutput + full.StandardError);
        Assert.Contains("is full", full.StandardError, StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        Assert.All(RunnerProgram.PlanOf(sweep).Runs, run => Assert.IsType<RunOutcome.Finished>(WholeFile.ReadJson(sweep.Run(run.RunId).Result, RunJson.Default.RunResult)?.Outcome));
        JournalRules.AssertHolds(sweep, RunnerProgram.PlanOf(sweep));
    }

    public void Dispose()
    {
        if (Directory.Exists(runner.Artifacts))
        {
            Cli.Wrap("umount").WithArguments(["--lazy", runner.Artifacts]).WithValidation(CommandResultValidation.None).ExecuteAsync().Task.GetAwaiter().GetResult();
        }

        runner.Dispose();
    }

    private async Task MountAsync(int megabytes)
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root can mount a small disk.");
        Directory.CreateDirectory(runner.Artifacts);
        BufferedCommandResult mounted = await Cli.Wrap("mount").WithArguments(["-t", "tmpfs", "-o", $"size={megabytes}m", "none", runner.Artifacts])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Skip.IfNot(mounted.ExitCode == 0, $"A small disk can't be mounted here: {mounted.StandardError}");
    }

    private async Task FirstWindowAsync(CommandTask<BufferedCommandResult> running)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Directory.EnumerateFiles(runner.Artifacts, "events.jsonl", SearchOption.AllDirectories).Any(file => new FileInfo(file).Length > 1000))
        {
            Assert.False(running.Task.IsCompleted, "The sweep ended before the disk was full.");
            await Task.Delay(20, patience.Token);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (int block = 1 << 20; block >= 1; block /= 2)
        {
            FillWith(file, new byte[block]);
        }
    }

    private static void FillWith(FileStream file, byte[] block)
    {
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException exception) when (FullDisk.IsMeantBy(exception))
        {
            // No more of this size.
        }
    }
}
