using System.Runtime.InteropServices;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Commands;

public sealed partial class SweepCommandTests : IDisposable
{
    private const int SigKill = 9;
    private const int SigInt = 2;

    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task A_sweep_leaves_its_runs_its_report_and_its_tracking_data()
    {
        BufferedCommandResult result = await runner.Sweep().ExecuteBufferedAsync();

        Assert.True(result.ExitCode == ExitCode.Success, result.StandardOutput + result.StandardError);
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        SweepPlan plan = RunnerProgram.PlanOf(sweep);
        Assert.Equal(8, plan.Runs.Count);
        Assert.All(plan.Runs, run => Assert.IsType<RunOutcome.Finished>(ResultOf(sweep, run)?.Outcome));
        Assert.Contains("Report:", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Tracked in", result.StandardOutput, StringComparison.Ordinal);
        Assert.True(File.Exists(sweep.ReportMarkdown));
        Assert.True(File.Exists(sweep.Machine));
        Assert.Equal(await File.ReadAllTextAsync(runner.MatrixPath), await File.ReadAllTextAsync(sweep.Matrix));
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(sweep.ReportJson));
        Assert.Equal(4, report.RootElement.GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public async Task A_second_sweep_of_a_matrix_is_a_new_one_and_resuming_a_finished_one_runs_nothing()
    {
        await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();
        await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();
        SweepPaths newest = runner.Sweeps()[^1];

        BufferedCommandResult resumed = await runner.Sweep("d=Crash", "--resume", "--no-tracking").ExecuteBufferedAsync();

        Assert.Equal(2, runner.Sweeps().Count);
        Assert.Equal(ExitCode.Success, resumed.ExitCode);
        Assert.Equal(8, RunnerProgram.JournalOf(newest).Count(line => line.StartsWith("RunStarted", StringComparison.Ordinal)));
        Assert.Equal(["SweepResumed", "SweepEnded"], RunnerProgram.JournalOf(newest).TakeLast(2));
    }

    [Fact]
    public async Task A_runner_that_was_killed_goes_on_where_it_was()
    {
        int killedAfter = await KillInTheMiddleAsync();
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        SweepPlan plan = RunnerProgram.PlanOf(sweep);
        Dictionary<string, DateTime> finished = RunnerProgram.JournalOf(sweep).Where(line => line.StartsWith("RunFinished ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])
            .ToDictionary(run => run, run => File.GetLastWriteTimeUtc(sweep.Run(run).Result));

        BufferedCommandResult resumed = await runner.Sweep("", "--resume").ExecuteBufferedAsync();

        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        Assert.InRange(killedAfter, 1, plan.Runs.Count - 1);
        Assert.InRange(finished.Count, 1, plan.Runs.Count - 1);
        Assert.Single(runner.Sweeps());
        Assert.All(plan.Runs, run => Assert.IsType<RunOutcome.Finished>(ResultOf(sweep, run)?.Outcome));
        Assert.All(finished, run => Assert.Equal(run.Value, File.GetLastWriteTimeUtc(sweep.Run(run.Key).Result)));
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(sweep.ReportJson));
        Assert.All(report.RootElement.GetProperty("cells").EnumerateArray(), cell => Assert.Equal("finished", cell.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task An_interrupt_leaves_a_sweep_that_can_go_on()
    {
        CommandTask<BufferedCommandResult> running = runner.Sweep("d=Slow").ExecuteBufferedAsync();
        await WaitForRunsAsync(count: 1);

        Assert.Equal(0, Kill(running.ProcessId, SigInt));
        BufferedCommandResult interrupted = await running;
        BufferedCommandResult resumed = await runner.Sweep("", "--resume").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.Interrupted, interrupted.ExitCode);
        Assert.Contains("go on with `sweep --resume", interrupted.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, resumed.ExitCode);
        Assert.Contains("SweepInterrupted", RunnerProgram.JournalOf(runner.Sweeps()[0]));
    }

    [Fact]
    public async Task A_failed_run_is_in_the_report_and_in_the_exit_code()
    {
        BufferedCommandResult result = await runner.Sweep("d2-b16-none-amp=Crash", "--no-tracking").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.RunFailed, result.ExitCode);
        Assert.Contains("2 of 8 runs failed", result.StandardOutput, StringComparison.Ordinal);
        string report = await File.ReadAllTextAsync(runner.Sweeps()[0].ReportMarkdown);
        Assert.Contains("last line of the crash", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_does_not_fail_the_sweep_and_is_told_later()
    {
        BufferedCommandResult result = await runner.Sweep("", "--tracking-uri=http://127.0.0.1:9").ExecuteBufferedAsync();
        BufferedCommandResult synced = await runner.RunAsync("sync");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Contains("sync --sweep=tiny-", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, synced.ExitCode);
        Assert.Contains("knows all of sweep tiny-", synced.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_starts_while_the_matrix_has_a_fault()
    {
        runner.WriteMatrix("name: tiny\nmatrix: { devises: [1], batch_per_device: [16] }\n");

        BufferedCommandResult result = await runner.Sweep().ExecuteBufferedAsync();

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.Contains("tiny.yaml(2,11): error EXP010", result.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(runner.Artifacts));
    }

    public void Dispose() => runner.Dispose();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static RunResult? ResultOf(SweepPaths sweep, PlannedRun run) => WholeFile.ReadJson(sweep.Run(run.RunId).Result, RunJson.Default.RunResult);

    /// <returns>Runs that had begun when the runner was killed.</returns>
    private async Task<int> KillInTheMiddleAsync()
    {
        CommandTask<BufferedCommandResult> running = runner.Sweep("d=Slow").ExecuteBufferedAsync();
        int begun = await WaitForRunsAsync(count: 2);
        Assert.Equal(0, Kill(running.ProcessId, SigKill));
        await running;
        return begun;
    }

    /// <summary>Waits until so many runs have begun.</summary>
    private async Task<int> WaitForRunsAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            int begun = Directory.Exists(runner.Artifacts)
                ? Directory.EnumerateFiles(runner.Artifacts, "events.jsonl", SearchOption.AllDirectories).Count()
                : 0;
            if (begun >= count)
            {
                return begun;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
