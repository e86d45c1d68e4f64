using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Commands;

/// <summary>A sweep that goes on with another matrix than the one that it was started with.</summary>
public sealed class ChangedMatrixTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task What_is_the_same_is_kept_what_is_new_is_done_and_what_is_gone_is_told_in_the_report()
    {
        await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        SweepPlan before = RunnerProgram.PlanOf(sweep);
        Dictionary<string, DateTime> written = before.Runs.ToDictionary(run => run.RunId, run => File.GetLastWriteTimeUtc(sweep.Run(run.RunId).Result));
        string[] change = ["--set=matrix.amp=[off]", "--set=matrix.devices=[1, 2, 4]", "--set=report={ price_per_device_hour: 2, currency: EUR }"];

        BufferedCommandResult planned = await runner.RunAsync(["plan", "--matrix=tiny.yaml", .. change]);
        BufferedCommandResult resumed = await runner.Sweep("", ["--resume", "--no-tracking", .. change]).ExecuteBufferedAsync();

        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        SweepPlan after = RunnerProgram.PlanOf(Assert.Single(runner.Sweeps()));
        string[] kept = [.. before.Runs.Select(run => run.RunId).Intersect(after.Runs.Select(run => run.RunId))];
        Assert.Equal((4, 6, before.SweepId), (kept.Length, after.Runs.Count, after.SweepId));
        Assert.All(kept, run => Assert.Equal(written[run], File.GetLastWriteTimeUtc(sweep.Run(run).Result)));
        Assert.All(before.Runs, run => Assert.True(File.Exists(sweep.Run(run.RunId).Result)));
        Assert.All((BufferedCommandResult[])[planned, resumed], result =>
        {
            Assert.Contains($"Against sweep {before.SweepId}: +1 -2 cells, 2 the same", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("  new: devices 4", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("  report.price_per_device_hour: none -> 2 EUR", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("  runs: 2 new, 4 dropped, 4 kept, 4 of them done", result.StandardOutput, StringComparison.Ordinal);
        });
        string report = await File.ReadAllTextAsync(sweep.ReportMarkdown);
        Assert.Contains("2 runs new, 4 dropped, 4 kept", report, StringComparison.Ordinal);
        Assert.All(after.Dropped, dropped => Assert.Contains(dropped.Run.RunId, report, StringComparison.Ordinal));
        Assert.Equal(4, after.Dropped.Count);
        Assert.Contains("devices=[1, 2, 4]", await File.ReadAllTextAsync(sweep.Matrix), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(runner.MatrixPath), await File.ReadAllTextAsync(sweep.ReplacedMatrix(1)));
    }

    [Fact]
    public async Task A_matrix_that_has_nothing_in_common_with_the_sweep_does_not_take_its_place()
    {
        await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();
        SweepPaths sweep = runner.Sweeps()[0];
        byte[] plan = await File.ReadAllBytesAsync(sweep.Plan);

        BufferedCommandResult resumed = await runner.Sweep("", "--resume", "--no-tracking", "--set=train.epochs=9").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.UserFault, resumed.ExitCode);
        Assert.Contains("  train.epochs: 3 -> 9", resumed.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("No run of the matrix is one of sweep tiny-", resumed.StandardError, StringComparison.Ordinal);
        Assert.Equal(plan, await File.ReadAllBytesAsync(sweep.Plan));
    }

    [Fact]
    public async Task A_matrix_that_did_not_change_leaves_the_plan_as_it_was()
    {
        await runner.Sweep("", "--no-tracking").ExecuteBufferedAsync();
        SweepPaths sweep = runner.Sweeps()[0];
        byte[] plan = await File.ReadAllBytesAsync(sweep.Plan);

        BufferedCommandResult resumed = await runner.Sweep("", "--resume", "--no-tracking").ExecuteBufferedAsync();
        BufferedCommandResult planned = await runner.RunAsync("plan", "--matrix=tiny.yaml");

        Assert.Equal(ExitCode.Success, resumed.ExitCode);
        Assert.Equal(plan, await File.ReadAllBytesAsync(sweep.Plan));
        Assert.False(File.Exists(sweep.ReplacedPlan(1)));
        Assert.Contains(": the same 4 cells, the same 8 runs, 8 of them done", planned.StandardOutput, StringComparison.Ordinal);
    }

    public void Dispose() => runner.Dispose();
}
