using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using CliWrap.Buffered;

namespace ExperimentRunner.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task A_sweep_is_held_against_a_stored_baseline()
    {
        await runner.Sweep(arguments: "--no-tracking").ExecuteBufferedAsync();
        BufferedCommandResult stored = await runner.RunAsync("report", "--baseline=baseline.json");

        BufferedCommandResult compared = await runner.RunAsync("compare", "baseline.json", "--output=comparison.md");

        Assert.True(stored.ExitCode == 0, stored.StandardError);
        Assert.True(compared.ExitCode == 0, compared.StandardError);
        Assert.Contains("4 inconclusive of 4 cells.", compared.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("| devices 2, amp on |", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(runner.MatrixPath)!, "comparison.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweeps_of_unlike_machines_are_compared_only_by_force()
    {
        await runner.Sweep(arguments: "--no-tracking").ExecuteBufferedAsync();
        await runner.RunAsync("report", "--baseline=baseline.json");
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        WholeFile.WriteJson(sweep.Machine, WholeFile.ReadJson(sweep.Machine, RunJson.Default.MachineDescription)! with { Processor = "another" }, RunJson.Default.MachineDescription);

        BufferedCommandResult refused = await runner.RunAsync("compare", "baseline.json", sweep.Folder);
        BufferedCommandResult forced = await runner.RunAsync("compare", "baseline.json", sweep.Folder, "--force");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("against another", refused.StandardError, StringComparison.Ordinal);
        Assert.Contains("--force", refused.StandardError, StringComparison.Ordinal);
        Assert.Equal(0, forced.ExitCode);
    }

    [Fact]
    public async Task What_is_no_sweep_is_told()
    {
        BufferedCommandResult result = await runner.RunAsync("compare", "nothing-here");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no sweep nothing-here", result.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => runner.Dispose();
}
