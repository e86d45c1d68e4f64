using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

public sealed class SweepRunnerTests : IDisposable
{
    private static readonly StopRequest NoStop = new(CancellationToken.None, CancellationToken.None);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Runs_are_done_in_the_order_of_the_plan()
    {
        SweepPlan plan = Plans.Of([2, 1], repeats: 2);
        var progress = new RecordedProgress();

        SweepOutcome outcome = await RunAsync(plan, progress);

        Assert.Equal(new SweepOutcome(Planned: 4, Finished: 4, Failed: 0), outcome);
        Assert.Equal(plan.Runs.Select(run => $"started {run.RunId}"), progress.Lines.Where(line => line.StartsWith("started", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Repeats_that_are_not_needed_are_spared_and_settled()
    {
        SweepPlan plan = Plans.Of([1, 2], repeats: 4) with { AdaptiveRepeats = new RepeatPolicy(2, 4, 0.02) };
        var again = new RecordedProgress();

        SweepOutcome outcome = await RunAsync(plan, new RecordedProgress());
        SweepOutcome resumed = await RunAsync(plan, again);

        Assert.Equal(new SweepOutcome(Planned: 8, Finished: 4, Failed: 0, NotNeeded: 4), outcome);
        Assert.Equal((outcome, 0), (resumed, resumed.Open));
        Assert.All(again.Lines, line => Assert.StartsWith("skipped", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_run_does_not_stop_the_sweep()
    {
        SweepPlan plan = Plans.Of([1, 2, 4]);

        SweepOutcome outcome = await RunAsync(plan, new RecordedProgress(), script: "d2=Crash");

        Assert.Equal(new SweepOutcome(Planned: 3, Finished: 2, Failed: 1), outcome);
    }

    [Fact]
    public async Task A_finished_sweep_has_nothing_left_to_do()
    {
        SweepPlan plan = Plans.Of([1, 2]);
        await RunAsync(plan, new RecordedProgress());
        var again = new RecordedProgress();

        SweepOutcome outcome = await RunAsync(plan, again);

        Assert.Equal(2, outcome.Finished);
        Assert.Equal(plan.Runs.Select(run => $"skipped {run.RunId}"), again.Lines);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Failed_runs_are_done_again_only_when_asked(bool retryFailed, int stillFailed)
    {
        SweepPlan plan = Plans.Of([1, 2]);
        await RunAsync(plan, new RecordedProgress(), script: "d2=Crash");

        SweepOutcome outcome = await RunAsync(plan, new RecordedProgress(), retryFailed: retryFailed);

        Assert.Equal(stillFailed, outcome.Failed);
        Assert.Equal(2 - stillFailed, outcome.Finished);
    }

    [Fact]
    public async Task A_sweep_that_is_stopped_goes_on_where_it_was()
    {
        SweepPlan plan = Plans.Of([1, 2, 4]);
        using var ask = new CancellationTokenSource();
        var first = new RecordedProgress { OnStarted = run => StopAt(run, devices: 2, ask) };

        SweepOutcome stopped = await RunAsync(plan, first, script: "d2=Hang", stop: new StopRequest(ask.Token, CancellationToken.None));
        SweepOutcome resumed = await RunAsync(plan, new RecordedProgress());

        Assert.Equal(new SweepOutcome(Planned: 3, Finished: 1, Failed: 0), stopped);
        Assert.Equal(2, stopped.Open);
        Assert.DoesNotContain(first.Lines, line => line == $"started {plan.Runs[2].RunId}");
        Assert.Equal(new SweepOutcome(Planned: 3, Finished: 3, Failed: 0), resumed);
    }

    [Fact]
    public void One_sweep_at_a_time_works_in_a_folder()
    {
        SweepPaths paths = new SweepStore(folder.Path).Create(Plans.Of([1]), "", Plans.Machine);
        using FileStream first = FolderLock.Take(paths);

        var fault = Assert.Throws<UserFaultException>(() => FolderLock.Take(paths));

        Assert.Contains("Another runner works", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_can_not_be_read_is_made_again()
    {
        SweepPlan plan = Plans.Of([1]);
        await RunAsync(plan, new RecordedProgress());
        await File.WriteAllTextAsync(new SweepPaths(folder[plan.SweepId]).Run(plan.Runs[0].RunId).Result, "{ broken");

        SweepOutcome outcome = await RunAsync(plan, new RecordedProgress());

        Assert.Equal(1, outcome.Finished);
    }

    [Fact]
    public async Task The_journal_tells_what_happened()
    {
        SweepPlan plan = Plans.Of([1, 2]);

        await RunAsync(plan, new RecordedProgress(), script: "d2=Crash");
        await RunAsync(plan, new RecordedProgress());

        IReadOnlyList<JournalEntry> entries = LineLogReader.Read(new SweepPaths(folder[plan.SweepId]).Journal, ExecutionJson.Default.JournalEntry).Values;
        Assert.Equal(
            [
                JournalState.SweepStarted,
                JournalState.RunLeased, JournalState.RunStarted, JournalState.RunFinished,
                JournalState.RunLeased, JournalState.RunStarted, JournalState.RunFailed,
                JournalState.SweepEnded,
                JournalState.SweepResumed, JournalState.SweepEnded,
            ],
            entries.Select(entry => entry.State));
        Assert.Contains("Crash", entries[6].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_interrupted_run_left_is_thrown_away()
    {
        SweepPlan plan = Plans.Of([1]);
        RunPaths run = new SweepPaths(folder[plan.SweepId]).Run(plan.Runs[0].RunId);
        Directory.CreateDirectory(run.Folder);
        await File.WriteAllTextAsync(run.Events, "half a line");

        SweepOutcome outcome = await RunAsync(plan, new RecordedProgress());

        Assert.Equal(1, outcome.Finished);
        Assert.DoesNotContain("half a line", await File.ReadAllTextAsync(run.Events), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("cancelled", true)]
    [InlineData("timeout", true)]
    [InlineData("crash", true)]
    [InlineData("diverged", false)]
    [InlineData("out_of_memory", false)]
    public async Task A_checkpoint_is_kept_where_it_can_help(string outcome, bool isKept)
    {
        SweepPlan plan = Plans.Of([1]);
        RunPaths run = await LeaveAsync(plan, plan.Runs[0].Spec, outcome);

        await RunFolderReset.PrepareAsync(run, plan.Runs[0].Spec, TimeProvider.System, CancellationToken.None);

        Assert.Equal(isKept, Directory.Exists(run.Checkpoints));
        Assert.Equal(isKept, File.Exists(run.Events));
        Assert.False(File.Exists(run.Result));
    }

    [Fact]
    public async Task A_checkpoint_of_another_spec_is_thrown_away()
    {
        SweepPlan plan = Plans.Of([1]);
        RunPaths run = await LeaveAsync(plan, plan.Runs[0].Spec with { Seed = 99 }, "none");

        await RunFolderReset.PrepareAsync(run, plan.Runs[0].Spec, TimeProvider.System, CancellationToken.None);

        Assert.False(Directory.Exists(run.Checkpoints));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A run folder with a checkpoint and events, and with the result of how it ended, if it did.</summary>
    private async Task<RunPaths> LeaveAsync(SweepPlan plan, RunSpec spec, string outcome)
    {
        RunPaths run = new SweepPaths(folder[plan.SweepId]).Run(plan.Runs[0].RunId);
        Directory.CreateDirectory(run.Checkpoints);
        await File.WriteAllTextAsync(Path.Combine(run.Checkpoints, "checkpoint-000001.safetensors"), "numbers");
        await File.WriteAllTextAsync(run.Events, "");
        WholeFile.WriteJson(run.Spec, spec, RunJson.Default.RunSpec);
        RunOutcome? ended = outcome switch
        {
            "none" => null,
            "cancelled" => new RunOutcome.Cancelled("asked"),
            _ => new RunOutcome.Failed(Enum.Parse<FailureKind>(outcome.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), 1, "failed", []),
        };
        if (ended is not null)
        {
            var time = DateTimeOffset.UnixEpoch;
            WholeFile.WriteJson(run.Result, new RunResult { RunId = plan.Runs[0].RunId, Outcome = ended, Started = time, Ended = time }, RunJson.Default.RunResult);
        }

        return run;
    }

    private static void StopAt(PlannedRun run, int devices, CancellationTokenSource ask)
    {
        if (run.Spec.Devices == devices)
        {
            ask.CancelAfter(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<SweepOutcome> RunAsync(SweepPlan plan, ISweepProgress progress, string script = "", bool retryFailed = false, StopRequest? stop = null)
    {
        SweepPaths paths = new SweepStore(folder.Path).Create(plan, "", Plans.Machine);
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var scripted = new TrainerCommand("env", [$"FAKE_TRAINER={script}", command.FileName, .. command.Arguments]);
        var trainer = new TrainerProcess(scripted, gracePeriod: TimeSpan.FromSeconds(5), TimeProvider.System);
        var lanes = new Lanes(plan, DeviceInventory.Of([], null, AllowedCores.Read()), new HostLeases(new LeaseFolder(folder["leases"], TimeProvider.System), TimeProvider.System));
        return await new SweepRunner(paths, plan, trainer, lanes, progress, TimeProvider.System).RunAsync(retryFailed, stop ?? NoStop);
    }
}
