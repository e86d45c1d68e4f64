using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
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

        await RunAsync(plan, new RecordedProgress(), script: "d2=OutOfMemory");
        await RunAsync(plan, new RecordedProgress());

        IReadOnlyList<JournalEntry> entries = LineLogReader.Read(new SweepPaths(folder[plan.SweepId]).Journal, ExecutionJson.Default.JournalEntry).Values;
        Assert.Equal(
            [
                JournalState.SweepStarted, JournalState.RunStarted, JournalState.RunFinished, JournalState.RunStarted, JournalState.RunFailed, JournalState.SweepEnded,
                JournalState.SweepResumed, JournalState.SweepEnded,
            ],
            entries.Select(entry => entry.State));
        Assert.Contains("OutOfMemory", entries[4].Detail, StringComparison.Ordinal);
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

    public void Dispose() => folder.Dispose();

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
        return await new SweepRunner(paths, plan, trainer, progress, TimeProvider.System).RunAsync(retryFailed, stop ?? NoStop);
    }
}
