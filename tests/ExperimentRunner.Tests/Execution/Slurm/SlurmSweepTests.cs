using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>Whole sweeps on a real Slurm, with the fake trainer.</summary>
[Collection(OneSlurm.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class SlurmSweepTests
{
    private const string TwoCells = """
        backend: cpu
        matrix: { devices: [1, 2], batch_per_device: 16 }
        repeats: 2
        timing: packed
        """;

    [SkippableFact]
    public async Task A_sweep_is_job_arrays_of_one_repeat_and_device_count_each_that_ask_for_GPUs()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner("""
            backend: cuda
            matrix: { devices: [1, 2], batch_per_device: [8, 16] }
            repeats: 2
            """);

        BufferedCommandResult result = await runner.Command("").ExecuteBufferedAsync();

        Assert.True(result.ExitCode == ExitCode.Success, result.StandardOutput + result.StandardError);
        Assert.Equal(4, runner.Submissions.Count);
        Assert.All(runner.Submissions, array => Assert.Equal(2, array.RunIds.Count));
        Assert.All(runner.Plan.Runs, run => Assert.IsType<RunOutcome.Finished>(runner.ResultOf(run)?.Outcome));
        DateTimeOffset firstRepeatEnds = runner.Plan.Runs.Where(run => run.Repeat == 1).Max(run => runner.ResultOf(run)!.Ended);
        Assert.All(runner.Plan.Runs.Where(run => run.Repeat == 2), run => Assert.True(runner.ResultOf(run)!.Started >= firstRepeatEnds));
        string job = (await RealSlurm.AskAsync("scontrol", "show", "job", runner.Submissions.First(array => array.RunIds[0].StartsWith("d2-", StringComparison.Ordinal)).JobId!)).StandardOutput;
        Assert.Contains("TresPerNode=gres:gpu:2", job, StringComparison.Ordinal);
        Assert.Contains("OverSubscribe=NO", job, StringComparison.Ordinal);
        Assert.True(File.Exists(runner.Sweep.ReportMarkdown));
    }

    [SkippableFact]
    public async Task A_watching_runner_that_was_killed_finds_everything_again_and_submits_nothing_twice()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);
        CommandTask<BufferedCommandResult> running = runner.Command("d=Slow").ExecuteBufferedAsync();
        await SlurmRunner.UntilAsync(() => runner.HasSweep && Directory.EnumerateFiles(runner.Sweep.Folder, "events.jsonl", SearchOption.AllDirectories).Any(), "a run has begun");
        SlurmRunner.Kill(running.ProcessId);
        await running;

        BufferedCommandResult resumed = await runner.Command("d=Slow", "--resume").ExecuteBufferedAsync();

        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        Assert.Equal(4, runner.Submissions.Count);
        Assert.Equal(4, (await runner.TasksAsync()).Count);
        Assert.All(runner.Plan.Runs, run => Assert.Equal(1, runner.BeginningsOf(run)));
        Assert.All(runner.Plan.Runs, run => Assert.IsType<RunOutcome.Finished>(runner.ResultOf(run)?.Outcome));
    }

    /// <summary>A runner on one machine would take a trainer without its runner for an orphan after a second, and ask it to end after 5 s.</summary>
    [SkippableFact]
    public async Task A_run_at_work_is_left_in_peace_by_whoever_watches_again()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner("""
            backend: cpu
            matrix: { devices: [1], batch_per_device: 16 }
            """);
        CommandTask<BufferedCommandResult> first = runner.Command("d=Hang").ExecuteBufferedAsync();
        await SlurmRunner.UntilAsync(() => runner.HasSweep && Directory.EnumerateFiles(runner.Sweep.Folder, "trainer.json", SearchOption.AllDirectories).Any(), "a run has begun");
        SlurmRunner.Kill(first.ProcessId);
        await first;

        CommandTask<BufferedCommandResult> second = runner.Command("d=Hang", "--resume").ExecuteBufferedAsync();
        await Task.Delay(TimeSpan.FromSeconds(9));
        bool isAtWork = ExperimentRunner.Execution.FolderLock.IsHeld(runner.Sweep.Run(runner.Plan.Runs[0].RunId).Lock);
        RunResult? result = runner.ResultOf(runner.Plan.Runs[0]);
        SlurmRunner.Kill(second.ProcessId);
        await second;

        Assert.True(isAtWork);
        Assert.Null(result);
        Assert.Equal(1, runner.BeginningsOf(runner.Plan.Runs[0]));
    }

    [SkippableFact]
    public async Task A_runner_that_was_killed_before_it_could_write_down_the_job_id_finds_the_job_by_its_name()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);
        runner.Wrap("sbatch", """
            [ "$1" = --version ] && exec "$real" "$@"
            "$real" "$@"
            kill -9 $PPID
            """);
        BufferedCommandResult killed = await runner.Command("d=Slow").ExecuteBufferedAsync();
        Assert.Null(Assert.Single(runner.Submissions).JobId);
        runner.Wrap("sbatch", "exec \"$real\" \"$@\"");

        BufferedCommandResult resumed = await runner.Command("d=Slow", "--resume").ExecuteBufferedAsync();

        Assert.NotEqual(ExitCode.Success, killed.ExitCode);
        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        // The fourth is there already, or has ended on a machine that took its time to resume.
        Assert.Matches("3 runs submitted to Slurm, [01] were there already", resumed.StandardOutput);
        Assert.Equal(4, (await runner.TasksAsync()).Count);
        Assert.All(runner.Plan.Runs, run => Assert.Equal(1, runner.BeginningsOf(run)));
    }

    [SkippableFact]
    public async Task A_refused_submission_says_what_sbatch_said_and_leaves_a_sweep_to_go_on_with()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);

        BufferedCommandResult refused = await runner.Command("", "--set=slurm.partition=nowhere").ExecuteBufferedAsync();
        BufferedCommandResult resumed = await runner.Command("", "--resume").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.UserFault, refused.ExitCode);
        Assert.Contains("invalid partition specified: nowhere", refused.StandardError, StringComparison.Ordinal);
        Assert.Contains("--partition=nowhere", refused.StandardError, StringComparison.Ordinal);
        Assert.Contains("sweep --resume --executor=slurm", refused.StandardError, StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
    }

    [SkippableFact]
    public async Task What_a_full_queue_refuses_is_submitted_when_runs_have_ended()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);
        runner.Wrap("sbatch", """
            [ "$1" = --version ] && exec "$real" "$@"
            count=$(dirname "$0")/count; echo x >> "$count"
            if [ "$(wc -l < "$count")" = 3 ]; then echo 'sbatch: error: QOSMaxSubmitJobPerUserLimit' >&2; exit 1; fi
            exec "$real" "$@"
            """);

        BufferedCommandResult result = await runner.Command("").ExecuteBufferedAsync();

        Assert.True(result.ExitCode == ExitCode.Success, result.StandardOutput + result.StandardError);
        Assert.Contains("QOSMaxSubmitJobPerUserLimit", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("is tried again when runs have ended", result.StandardOutput, StringComparison.Ordinal);
        Assert.All(runner.Plan.Runs, run => Assert.IsType<RunOutcome.Finished>(runner.ResultOf(run)?.Outcome));
    }

    [SkippableFact]
    public async Task A_failed_run_is_in_the_report_and_can_be_done_again()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);

        BufferedCommandResult failed = await runner.Command("d2-=Crash").ExecuteBufferedAsync();
        BufferedCommandResult again = await runner.Command("", "--resume", "--retry-failed").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.RunFailed, failed.ExitCode);
        Assert.Contains("2 of 4 runs failed", failed.StandardOutput, StringComparison.Ordinal);
        Assert.True(again.ExitCode == ExitCode.Success, again.StandardOutput + again.StandardError);
        Assert.Equal([1, 2, 1, 2], runner.Plan.Runs.OrderBy(run => run.Repeat).ThenBy(run => run.Spec.Devices).Select(runner.BeginningsOf));
    }

    [SkippableFact]
    public async Task A_repeat_that_earlier_ones_make_needless_is_not_run()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner("""
            backend: cpu
            matrix: { devices: 1, batch_per_device: 16 }
            repeats: { min: 2, max: 3, until: 5% }
            """);

        BufferedCommandResult result = await runner.Command("").ExecuteBufferedAsync();

        Assert.True(result.ExitCode == ExitCode.Success, result.StandardOutput + result.StandardError);
        Assert.IsType<RunOutcome.NotNeeded>(runner.ResultOf(runner.Plan.Runs[2])?.Outcome);
        Assert.Equal(0, runner.BeginningsOf(runner.Plan.Runs[2]));
    }

    [SkippableFact]
    public async Task A_detached_sweep_has_a_status_and_is_reported_by_who_comes_back()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);

        BufferedCommandResult left = await runner.Command("d=Patient", "--detach").ExecuteBufferedAsync();
        BufferedCommandResult status = await runner.VerbAsync("status");
        BufferedCommandResult local = await runner.LocalAsync("--resume");
        BufferedCommandResult back = await runner.Command("d=Patient", "--resume").ExecuteBufferedAsync();
        BufferedCommandResult end = await runner.VerbAsync("status");

        Assert.True(left.ExitCode == ExitCode.Success, left.StandardOutput + left.StandardError);
        Assert.Contains("4 of 4 runs are with Slurm", left.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("No runner attends to it", status.StandardOutput, StringComparison.Ordinal);
        Assert.Matches("queued|running", status.StandardOutput);
        Assert.Equal(ExitCode.UserFault, local.ExitCode);
        Assert.Contains("take them from Slurm with `cancel", local.StandardError, StringComparison.Ordinal);
        Assert.True(back.ExitCode == ExitCode.Success, back.StandardOutput + back.StandardError);
        Assert.True(File.Exists(runner.Sweep.ReportMarkdown));
        Assert.Contains("4 runs: 4 finished", end.StandardOutput, StringComparison.Ordinal);
        Assert.All(runner.Plan.Runs, run => Assert.Equal(1, runner.BeginningsOf(run)));
    }

    [SkippableFact]
    public async Task Cancelled_runs_end_the_watch_and_are_done_when_the_sweep_goes_on()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells.Replace("packed", "exclusive", StringComparison.Ordinal));
        CommandTask<BufferedCommandResult> running = runner.Command("d=Hang").ExecuteBufferedAsync();
        await SlurmRunner.UntilAsync(() => runner.HasSweep && Directory.EnumerateFiles(runner.Sweep.Folder, "trainer.lock", SearchOption.AllDirectories).Any(), "a run has begun");

        BufferedCommandResult cancel = await runner.VerbAsync("cancel");
        BufferedCommandResult watched = await running;
        BufferedCommandResult resumed = await runner.Command("", "--resume").ExecuteBufferedAsync();

        Assert.Equal(ExitCode.Success, cancel.ExitCode);
        Assert.Contains("Cancelled 4 runs", cancel.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(ExitCode.RunFailed, watched.ExitCode);
        Assert.Contains("Stopped with 4 of 4 runs to do; go on with `sweep --resume --executor=slurm", watched.StandardOutput, StringComparison.Ordinal);
        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
    }

    [SkippableFact]
    public async Task A_run_that_somebody_cancels_with_scancel_is_left_open_and_the_others_end()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);
        CommandTask<BufferedCommandResult> running = runner.Command("d1-b16-none-fp32-s2=Hang").ExecuteBufferedAsync();
        PlannedRun Hanging() => runner.Plan.Runs.Single(run => run.RunId.StartsWith("d1-b16-none-fp32-s2", StringComparison.Ordinal));
        await SlurmRunner.UntilAsync(() => runner.HasSweep && File.Exists(runner.Sweep.Run(Hanging().RunId).Lock), "the run has begun");
        SlurmSubmission array = runner.Submissions.Single(submission => submission.RunIds.Contains(Hanging().RunId));

        await RealSlurm.AskAsync("scancel", array.JobId!);
        BufferedCommandResult watched = await running;

        Assert.Equal(ExitCode.RunFailed, watched.ExitCode);
        Assert.Contains("Stopped with 1 of 4 runs to do; go on with `sweep --resume --executor=slurm", watched.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(3, runner.Plan.Runs.Count(run => runner.ResultOf(run)?.Outcome is RunOutcome.Finished));
    }

    [SkippableFact]
    public async Task Who_presses_Ctrl_C_leaves_the_runs_to_Slurm_and_who_presses_it_twice_cancels_them()
    {
        await RealSlurm.RequireAsync();
        await using var runner = new SlurmRunner(TwoCells);
        CommandTask<BufferedCommandResult> running = runner.Command("d=Hang").ExecuteBufferedAsync();
        await SlurmRunner.UntilAsync(() => runner.HasSweep && Directory.EnumerateFiles(runner.Sweep.Folder, "trainer.lock", SearchOption.AllDirectories).Any(), "a run has begun");

        SlurmRunner.Interrupt(running.ProcessId);
        await Task.Delay(TimeSpan.FromSeconds(2));
        string[] afterOne = [.. (await runner.TasksAsync()).Where(task => task.Contains("CANCELLED", StringComparison.Ordinal))];
        SlurmRunner.Interrupt(running.ProcessId);
        BufferedCommandResult left = await running;

        Assert.Empty(afterOne);
        Assert.Equal(ExitCode.Interrupted, left.ExitCode);
        Assert.Contains("the runs go on in Slurm", left.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Cancelled 4 runs in Slurm", left.StandardOutput, StringComparison.Ordinal);
    }
}
