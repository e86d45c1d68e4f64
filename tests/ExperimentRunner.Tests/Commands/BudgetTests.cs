using CliWrap.Buffered;
using ExperimentRunner.Commands;

namespace ExperimentRunner.Tests.Commands;

public sealed class BudgetTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task A_sweep_that_would_exceed_its_limits_leaves_nothing_behind()
    {
        BufferedCommandResult planned = await runner.RunAsync("plan", "--matrix=tiny.yaml", "--set=limits.max_device_hours=0.001");
        BufferedCommandResult refused = await runner.Sweep("", "--no-tracking", "--set=limits.max_runs=7").ExecuteBufferedAsync();

        Assert.Equal((ExitCode.UserFault, ExitCode.UserFault), (planned.ExitCode, refused.ExitCode));
        Assert.Contains("error: limits.max_device_hours is 0.001, and the sweep may take", planned.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("error: limits.max_runs is 7, and the sweep has 8 runs.", refused.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(runner.Artifacts, "sweeps")));
    }

    [Fact]
    public async Task Runs_that_a_changed_matrix_drops_count_as_begun()
    {
        await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();
        string[] change = ["--resume", "--no-tracking", "--set=matrix.amp=[off]", "--set=matrix.devices=[1, 2, 4]"];

        BufferedCommandResult refused = await runner.Sweep("", [.. change, "--set=limits.max_runs=9"]).ExecuteBufferedAsync();
        BufferedCommandResult admitted = await runner.Sweep("", [.. change, "--set=limits.max_runs=10"]).ExecuteBufferedAsync();

        Assert.Equal(ExitCode.UserFault, refused.ExitCode);
        Assert.Contains("limits.max_runs is 9, and the sweep has 10 runs, 4 of which were begun and dropped.", refused.StandardError, StringComparison.Ordinal);
        Assert.True(admitted.ExitCode == ExitCode.Success, admitted.StandardOutput + admitted.StandardError);
    }

    [Fact]
    public async Task A_sweep_whose_budget_is_spent_stops_between_two_runs_and_goes_on_with_a_higher_limit()
    {
        runner.WriteMatrix("name: tiny\nmatrix: { devices: [1, 2], batch_per_device: [16], amp: [off, on] }\n");
        await runner.Sweep("", "--no-tracking", "--set=repeats=3").ExecuteBufferedAsync();

        // By the median of those three of its cell a run is short; this time each takes 3 s, 18 device-seconds in all.
        BufferedCommandResult stopped = await runner.Sweep("d=Slow", "--no-tracking", "--set=limits.max_device_hours=0.0033").ExecuteBufferedAsync();
        BufferedCommandResult resumed = await runner.Sweep("", "--no-tracking", "--resume", "--set=limits.max_device_hours=5").ExecuteBufferedAsync();

        Assert.True(stopped.ExitCode == ExitCode.BudgetSpent, $"{stopped.ExitCode} {stopped.StandardOutput} {stopped.StandardError}");
        Assert.Contains("limits.max_device_hours is 0.0033. Stopped with", string.Join(' ', stopped.StandardOutput.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        Assert.Contains("limits.max_device_hours: 0.0033 -> 5", resumed.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(4, RunnerProgram.JournalOf(runner.Sweeps()[^1]).Count(line => line.StartsWith("RunFinished", StringComparison.Ordinal)));
    }

    public void Dispose() => runner.Dispose();
}
