using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution.Attempts;

public sealed class MemoryAttemptTests
{
    [Fact]
    public async Task A_run_without_memory_is_tried_again_with_half_the_batch_and_twice_the_accumulation()
    {
        SweepPlan plan = Plans.Of([2]);
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER_MEMORY=4");

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Equal(plan.Runs[0].RunId, result.RunId);
        Assert.Equal((4, 4, 32), (result.Used!.BatchPerDevice, result.Used.Accumulate, result.Used.GlobalBatch));
        Assert.Equal([(16, 1), (8, 2), (4, 4)], result.Attempts!.Select(attempt => (attempt.BatchPerDevice, attempt.Accumulate)));
        Assert.Equal([FailureKind.OutOfMemory, FailureKind.OutOfMemory, null], result.Attempts!.Select(attempt => attempt.Failure));
        Assert.Contains("The run ran with batch 4 x 4 accumulation instead of 16", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(16, WholeFile.ReadJson(sweep.Paths.Run(result.RunId).Spec, RunJson.Default.RunSpec)!.BatchPerDevice);
        Assert.Equal(
            [JournalState.RunStarted, JournalState.RunRetried, JournalState.RunStarted, JournalState.RunRetried, JournalState.RunStarted, JournalState.RunFinished],
            sweep.Journal.Select(entry => entry.State));
    }

    [Fact]
    public async Task Larger_runs_of_the_same_shape_start_at_the_size_that_fits()
    {
        SweepPlan plan = Plans.Of([1, 2, 4]);
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER_MEMORY=8");

        IReadOnlyList<RunResult> results = await sweep.RunAsync();

        Assert.Equal([2, 1, 1], results.Select(result => result.Attempts!.Count));
        Assert.All(results, result => Assert.Equal(8, result.Used!.BatchPerDevice));
        Assert.Contains($"since {plan.Runs[0].RunId} ran out of memory with 16 images on each of 1 device(s)", Assert.Single(results[2].Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_of_another_shape_or_with_fewer_devices_find_out_for_themselves()
    {
        SweepPlan plan = Plans.Of([2, 1]);
        PlannedRun wide = plan.Runs[0] with { Spec = plan.Runs[0].Spec with { Amp = Amp.On }, RunId = RunId.Of(plan.Runs[0].Spec with { Amp = Amp.On }) };
        using var sweep = new ScriptedSweep(plan with { Runs = [.. plan.Runs, wide] }, "FAKE_TRAINER_MEMORY=8");

        IReadOnlyList<RunResult> results = await sweep.RunAsync();

        Assert.Equal([2, 2, 2], results.Select(result => result.Attempts!.Count));
    }

    [Fact]
    public async Task A_batch_is_halved_three_times_at_most()
    {
        using var sweep = new ScriptedSweep(Plans.Of([1]), "FAKE_TRAINER_MEMORY=1");

        RunResult result = Assert.Single(await sweep.RunAsync());

        var failed = Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.Equal(FailureKind.OutOfMemory, failed.Kind);
        Assert.EndsWith("The batch was halved 3 times already.", failed.Message, StringComparison.Ordinal);
        Assert.Equal([16, 8, 4, 2], result.Attempts!.Select(attempt => attempt.BatchPerDevice));
    }

    [Theory]
    [InlineData(1, "A batch of 1 can't be halved.")]
    [InlineData(6, "A batch of 3 can't be halved: the global batch would not be what was asked for.")]
    public async Task A_batch_that_can_not_be_halved_says_so(int batch, string words)
    {
        SweepPlan plan = Plans.Of([1]);
        RunSpec spec = plan.Runs[0].Spec with { BatchPerDevice = batch };
        using var sweep = new ScriptedSweep(plan with { Runs = [plan.Runs[0] with { Spec = spec, RunId = RunId.Of(spec) }] }, "FAKE_TRAINER_MEMORY=0");

        RunResult result = Assert.Single(await sweep.RunAsync());

        Assert.EndsWith(words, Assert.IsType<RunOutcome.Failed>(result.Outcome).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_asked_to_stop_between_two_attempts_is_not_settled()
    {
        SweepPlan plan = Plans.Of([1]);
        using var sweep = new ScriptedSweep(plan, "FAKE_TRAINER_MEMORY=8");
        RunPaths run = sweep.Paths.Run(plan.Runs[0].RunId);

        await sweep.RunAsync(new StopRequest(new CancellationToken(canceled: true), CancellationToken.None));
        WholeFile.WriteJson(run.Result, Failed(plan, FailureKind.OutOfMemory), RunJson.Default.RunResult);

        Assert.Null(RunState.Settled(run, retryFailed: false));
        Assert.IsType<RunOutcome.Finished>(Assert.Single(await sweep.RunAsync()).Outcome);
    }

    private static RunResult Failed(SweepPlan plan, FailureKind kind) => new()
    {
        RunId = plan.Runs[0].RunId,
        Outcome = new RunOutcome.Failed(kind, 1, "failed", []),
        Started = DateTimeOffset.UnixEpoch,
        Ended = DateTimeOffset.UnixEpoch,
    };
}
