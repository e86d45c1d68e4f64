using CliWrap.Buffered;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Commands;

public sealed class ShardedSweepTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task Shards_of_two_machines_become_one_sweep()
    {
        await ShardAsync("machine-a", "--shard=1/2");
        await ShardAsync("machine-b", "--shard=2/2");

        BufferedCommandResult merged = await runner.RunAsync("merge", "machine-a", "machine-b", "--comment=comment.md");

        Assert.True(merged.ExitCode == 0, merged.StandardError + merged.StandardOutput);
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        SweepPlan plan = RunnerProgram.PlanOf(sweep);
        Assert.Null(plan.Shard);
        Assert.All(plan.Runs, run => Assert.True(File.Exists(sweep.Run(run.RunId).Result), run.RunId));
        Assert.Equal([4, 4], WholeFile.ReadJson(sweep.Shards, RunJson.Default.IReadOnlyListMergedShard)!.Select(shard => shard.Runs));
        string report = await File.ReadAllTextAsync(sweep.ReportMarkdown);
        Assert.Contains("Machine of shard 2/2 (4 runs)", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Unlike machines", report, StringComparison.Ordinal);
        Assert.Contains("## Results", await File.ReadAllTextAsync(runner.InFolder("comment.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_merge_left_is_no_sweep_and_goes_away()
    {
        await ShardAsync("machine-a", "--shard=1/2");
        await ShardAsync("machine-b", "--shard=2/2");
        string left = Path.Combine(runner.Artifacts, "sweeps", ".merging-0123");
        Directory.CreateDirectory(left);
        SweepPlan begun = RunnerProgram.PlanOf(Assert.Single(Sweeps("machine-a")));
        WholeFile.WriteJson(new SweepPaths(left).Plan, begun with { SweepId = $"{begun.SweepId}-half", Created = begun.Created.AddDays(1) }, RunJson.Default.SweepPlan);

        BufferedCommandResult before = await runner.RunAsync("status");
        BufferedCommandResult merged = await runner.RunAsync("merge", "machine-a", "machine-b");
        BufferedCommandResult status = await runner.RunAsync("status");

        Assert.DoesNotContain("-half", before.StandardError, StringComparison.Ordinal);
        Assert.True(merged.ExitCode == 0, merged.StandardError + merged.StandardOutput);
        Assert.False(Directory.Exists(left));
        Assert.Contains(Path.GetFileName(Assert.Single(runner.Sweeps()).Folder), status.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_that_was_killed_before_its_report_is_reported_by_the_next()
    {
        await ShardAsync("machine-a", "--shard=1/2");
        await ShardAsync("machine-b", "--shard=2/2");
        await runner.RunAsync("merge", "machine-a", "machine-b");
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        File.Delete(sweep.ReportHtml);

        BufferedCommandResult again = await runner.RunAsync("merge", "machine-a", "machine-b");
        BufferedCommandResult others = await runner.RunAsync("merge", "machine-a");

        Assert.True(again.ExitCode == 0, again.StandardError + again.StandardOutput);
        Assert.Contains("merged before", again.StandardOutput, StringComparison.Ordinal);
        Assert.True(File.Exists(sweep.ReportHtml));
        Assert.Equal(2, others.ExitCode);
        Assert.Contains("is there already", others.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_reports_on_its_own_runs_alone()
    {
        BufferedCommandResult swept = await ShardAsync("machine-a", "--where=devices==2");

        Assert.Contains("4 runs of shard devices==2", swept.StandardOutput, StringComparison.Ordinal);
        SweepPaths sweep = Assert.Single(Sweeps("machine-a"));
        string report = await File.ReadAllTextAsync(sweep.ReportMarkdown);
        Assert.Contains("shard devices==2 alone", report, StringComparison.Ordinal);
        Assert.DoesNotContain("0/2", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_shard_did_is_told_and_can_be_done_later()
    {
        await ShardAsync("machine-a", "--shard=1/2");

        BufferedCommandResult merged = await runner.RunAsync("merge", "machine-a");
        BufferedCommandResult resumed = await runner.Sweep("", "--resume", $"--sweep={Path.GetFileName(Assert.Single(runner.Sweeps()).Folder)}", "--no-tracking").ExecuteBufferedAsync();

        Assert.Equal(1, merged.ExitCode);
        Assert.Contains("4 of 8 runs did not finish or are in no part", merged.StandardOutput, StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == 0, resumed.StandardError);
    }

    [Fact]
    public async Task A_run_that_failed_in_one_shard_is_taken_from_the_other()
    {
        await runner.Sweep("d2=Crash", "--no-tracking", "--artifacts=machine-a").ExecuteBufferedAsync();
        await ShardAsync("machine-b", "--where=devices==2");

        BufferedCommandResult merged = await runner.RunAsync("merge", "machine-a", "machine-b");

        Assert.True(merged.ExitCode == 0, merged.StandardError + merged.StandardOutput);
    }

    [Fact]
    public async Task Machines_that_differ_are_told()
    {
        await ShardAsync("machine-a", "--shard=1/2");
        await ShardAsync("machine-b", "--shard=2/2");
        SweepPaths other = Assert.Single(Sweeps("machine-b"));
        WholeFile.WriteJson(other.Machine, WholeFile.ReadJson(other.Machine, RunJson.Default.MachineDescription)! with { Processor = "another" }, RunJson.Default.MachineDescription);

        await runner.RunAsync("merge", "machine-a", "machine-b");

        Assert.Contains("Unlike machines", await File.ReadAllTextAsync(Assert.Single(runner.Sweeps()).ReportMarkdown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweeps_of_another_matrix_are_not_merged()
    {
        await ShardAsync("machine-a", "--shard=1/2");
        await ShardAsync("machine-b", "--shard=2/2", "--set=train.epochs=2");

        BufferedCommandResult merged = await runner.RunAsync("merge", "machine-a", "machine-b");

        Assert.Equal(2, merged.ExitCode);
        Assert.Contains("is not of the same plan", merged.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(runner.Artifacts, "sweeps")) && runner.Sweeps().Count > 0);
    }

    [Fact]
    public async Task Going_on_means_the_same_shard()
    {
        await ShardAsync("artifacts", "--shard=1/2");

        BufferedCommandResult other = await runner.Sweep("", "--resume", "--shard=2/2", "--no-tracking").ExecuteBufferedAsync();

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("does shard 1/2", other.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shard=0/2", "is no part")]
    [InlineData("--shard=3/2", "is no part")]
    [InlineData("--shard=2", "is no part")]
    [InlineData("--shard=9/9", "has none of the 8 runs")]
    [InlineData("--where=device==2", "Did you mean devices?")]
    [InlineData("--where=devices==16", "has none of the 8 runs")]
    public async Task A_part_without_sense_is_refused(string option, string told)
    {
        BufferedCommandResult result = await runner.RunAsync("plan", "--matrix=tiny.yaml", option);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => runner.Dispose();

    private IReadOnlyList<SweepPaths> Sweeps(string artifacts) =>
        [.. Directory.EnumerateDirectories(runner.InFolder($"{artifacts}/sweeps")).Select(folder => new SweepPaths(folder))];

    private async Task<BufferedCommandResult> ShardAsync(string artifacts, params string[] options)
    {
        BufferedCommandResult swept = await runner.Sweep("", [$"--artifacts={artifacts}", "--no-tracking", .. options]).ExecuteBufferedAsync();
        Assert.True(swept.ExitCode == 0, swept.StandardError + swept.StandardOutput);
        return swept;
    }
}
