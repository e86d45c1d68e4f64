using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution.Attempts;

public sealed class RetryTests
{
    [Fact]
    public async Task A_run_that_crashed_goes_on_from_its_checkpoint()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1 } };
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER=d=CrashOnce");

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Equal([FailureKind.Crash, null], result.Attempts!.Select(attempt => attempt.Failure));
        IReadOnlyList<RunEvent> events = LineLogReader.Read(sweep.Paths.Run(result.RunId).Events, CompactRunJson.Default.RunEvent).Values;
        Assert.Single(events.OfType<RunEvent.Resumed>());
        Assert.Equal(Enumerable.Range(1, 20).Select(window => window * 5), events.OfType<RunEvent.StepWindow>().Select(window => window.Step));
    }

    [Theory]
    [InlineData("Crash", 2, 3)]
    [InlineData("Crash", 0, 1)]
    [InlineData("DeviceFault", 2, 1)]
    [InlineData("FailBehindCheckpoint", 1, 2)]
    public async Task A_failure_is_tried_again_as_often_as_its_kind_is_worth(string behaviour, int retries, int attempts)
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = retries } };
        using var sweep = new ScriptedSweep(plan, $"FAKE_TRAINER=d={behaviour}");

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.Equal(attempts, result.Attempts?.Count ?? 1);
        Assert.Equal(attempts, sweep.Journal.Count(entry => entry.State == JournalState.RunStarted));
        Assert.NotNull(RunState.Settled(sweep.Paths.Run(result.RunId), retryFailed: false));
    }

    [Fact]
    public async Task A_run_whose_last_attempt_went_on_from_a_checkpoint_is_done_again_only_when_somebody_wants_it_with_all_retries()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1 } };
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER=d=FailBehindCheckpoint");
        RunPaths run = sweep.Paths.Run(plan.Runs[0].RunId);

        RunResult failed = Assert.Single(await sweep.RunAsync());
        RunResult? settled = RunState.Settled(run, retryFailed: false);
        RunResult again = Assert.Single(await sweep.RunAsync());

        Assert.Single(failed.Attempts!.Select(attempt => attempt.Started).Distinct());
        Assert.NotNull(settled);
        Assert.Equal([FailureKind.Crash, FailureKind.Crash], again.Attempts!.Select(attempt => attempt.Failure));
        Assert.Equal(4, sweep.Journal.Count(entry => entry.State == JournalState.RunStarted));
    }

    [Fact]
    public async Task A_folder_that_another_trainer_held_is_no_attempt()
    {
        SweepPlan plan = Plans.Of([1]);
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER=d=LockedOnce");

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Null(result.Attempts);
        Assert.Equal([JournalState.RunStarted, JournalState.RunRetried, JournalState.RunStarted, JournalState.RunFinished], sweep.Journal.Select(entry => entry.State));
    }

    [Fact]
    public async Task A_run_whose_folder_stayed_held_is_open()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1 } };
        using var sweep = new ScriptedSweep(plan);
        Leave(sweep, plan, FailureKind.Crash, earlier: null, exitCode: TrainerExitCode.Locked);

        Assert.Null(RunState.Settled(sweep.Paths.Run(plan.Runs[0].RunId), retryFailed: false));
        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Null(result.Attempts);
    }

    [Fact]
    public async Task A_run_that_is_asked_to_stop_between_two_attempts_is_open_and_remembers_the_first()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1 } };
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER=d=CrashOnce");
        using var ask = new CancellationTokenSource();

        // The second line of the journal is that of the retry.
        RunResult left = Assert.Single(await sweep.RunAsync(new StopRequest(ask.Token, CancellationToken.None), new AskingTime(ask, reading: 2)));
        RunResult resumed = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Cancelled>(left.Outcome);
        Assert.IsType<RunOutcome.Finished>(resumed.Outcome);
        Assert.Equal([FailureKind.Crash, null], resumed.Attempts!.Select(attempt => attempt.Failure));
        Assert.Equal(
            [JournalState.RunStarted, JournalState.RunRetried, JournalState.RunCancelled, JournalState.RunStarted, JournalState.RunFinished],
            sweep.Journal.Select(entry => entry.State));
    }

    [Fact]
    public async Task A_runner_that_is_killed_between_two_attempts_forgets_none()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 2 } };
        using var sweep = new ScriptedSweep(plan);
        Leave(sweep, plan, FailureKind.Crash, [FailureKind.Crash]);

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.Equal([FailureKind.Crash, FailureKind.Crash, null], result.Attempts!.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task A_runner_that_is_killed_when_it_has_noted_the_failure_still_owes_the_next_attempt()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1 } };
        using var sweep = new ScriptedSweep(plan);
        Leave(sweep, plan, FailureKind.Crash, [FailureKind.Crash], isNoted: true);

        Assert.Null(RunState.Settled(sweep.Paths.Run(plan.Runs[0].RunId), retryFailed: false));
        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.Equal([FailureKind.Crash, null], result.Attempts!.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task A_failed_run_that_somebody_wants_anew_has_all_its_retries_again()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1 } };
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER=d=CrashOnce");
        Leave(sweep, plan, FailureKind.Crash, [FailureKind.Crash]);

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Equal([FailureKind.Crash, null], result.Attempts!.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task A_shortage_that_only_Slurm_knew_of_halves_the_batch_of_the_next_attempt()
    {
        SweepPlan plan = Plans.Of([1]);
        using var sweep = new ScriptedSweep(plan);
        Leave(sweep, plan, FailureKind.OutOfMemory, earlier: null);

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.Equal((8, 2), (result.Used!.BatchPerDevice, result.Used.Accumulate));
        Assert.Equal([FailureKind.OutOfMemory, null], result.Attempts!.Select(attempt => attempt.Failure));
    }

    /// <summary>A run folder as a killed runner leaves it.</summary>
    /// <param name="earlier">Attempts before the one that failed; null if nothing was noted.</param>
    /// <param name="isNoted">The last of them is the one of the result.</param>
    private static void Leave(ScriptedSweep sweep, SweepPlan plan, FailureKind failure, FailureKind[]? earlier, bool isNoted = false, int exitCode = 1)
    {
        PlannedRun planned = plan.Runs[0];
        RunPaths run = sweep.Paths.Run(planned.RunId);
        Directory.CreateDirectory(run.Folder);
        var history = AttemptHistory.Begin(planned.Spec, plan.Limits.Retries);
        RunResult Failed(FailureKind kind, int attempt) => new() { RunId = planned.RunId, Outcome = new RunOutcome.Failed(kind, exitCode, "made up", []), Started = plan.Created.AddMinutes(attempt), Ended = plan.Created.AddMinutes(attempt + 1) };
        WholeFile.WriteJson(run.Spec, planned.Spec, RunJson.Default.RunSpec);
        WholeFile.WriteJson(run.Result, Failed(failure, isNoted ? earlier!.Length - 1 : 99), RunJson.Default.RunResult);
        if (earlier is not null)
        {
            WholeFile.WriteJson(run.Attempts, history with { Failed = [.. earlier.Select((kind, index) => history.Attempt(Failed(kind, index)))] }, RunJson.Default.AttemptHistory);
        }
    }

    [Fact]
    public async Task A_run_that_took_too_long_is_tried_again()
    {
        SweepPlan plan = Plans.Of([1]) with { Limits = new() { Retries = 1, RunTimeout = TimeSpan.FromSeconds(1) } };
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER=d=Hang");

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.Equal([FailureKind.Timeout, FailureKind.Timeout], result.Attempts!.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task A_run_that_found_the_disk_full_is_done_again_without_being_asked_for()
    {
        SweepPlan plan = Plans.Of([1]);
        using var sweep = new ScriptedSweep(plan);
        RunResult done = Assert.Single(await sweep.RunAsync());
        RunPaths run = sweep.Paths.Run(done.RunId);

        WholeFile.WriteJson(run.Result, done with { Outcome = new RunOutcome.Failed(FailureKind.DiskFull, TrainerExitCode.DiskFull, "full", []) }, RunJson.Default.RunResult);

        Assert.Null(RunState.Settled(run, retryFailed: false));
    }

    [Fact]
    public void The_room_that_a_run_needs_grows_with_what_it_keeps()
    {
        var spec = Plans.Of([1]).Runs[0].Spec;

        long plain = DiskNeed.Of(spec, exports: false);
        long exported = DiskNeed.Of(spec, exports: true);
        long averaged = DiskNeed.Of(spec with { Train = spec.Train with { EmaDecay = 0.999 } }, exports: false);

        // Three checkpoints of 90 MB, as measured for SGD at width 64, and two models of 45 MB.
        Assert.InRange(plain, 260e6, 290e6);
        Assert.InRange(exported - plain, 85e6, 95e6);
        Assert.InRange(averaged - plain, 3 * 44e6, 3 * 46e6);
    }
}
