using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

/// <summary>Runs side by side on made-up devices, each with the fake trainer as its process.</summary>
public sealed class PackedSweepTests : IDisposable
{
    private static readonly StopRequest NoStop = new(CancellationToken.None, CancellationToken.None);
    private static readonly DeviceInventory FourGpus = DeviceInventory.Of(["GPU-a", "GPU-b", "GPU-c", "GPU-d"], visible: null, cores: [0]);

    private readonly TemporaryFolder folder = new();
    private readonly RecordedProgress progress = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Runs_work_side_by_side_on_gpus_of_their_own_which_are_all_that_they_see()
    {
        SweepPlan plan = Packed([2, 1, 1]);

        SweepOutcome outcome = await RunAsync(plan, FourGpus, "d=Slow");

        RunResult[] results = [.. plan.Runs.Select(run => ResultOf(plan, run))];
        Assert.Equal(3, outcome.Finished);
        Assert.True(results.Max(result => result.Started) < results.Min(result => result.Ended), "They did not work at the same time.");
        Assert.Equal(["GPU-a", "GPU-b", "GPU-c", "GPU-d"], results.SelectMany(result => result.Placement!.Gpus).Order());
        Assert.All(results, result => Assert.True(result.Placement!.IsPacked));
        Assert.All(plan.Runs, run => Assert.StartsWith($"gpus {string.Join(',', ResultOf(plan, run).Placement!.Gpus)} cores", OutputOf(plan, run), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_waits_until_enough_devices_are_free()
    {
        SweepPlan plan = Packed([4, 2, 1]);

        SweepOutcome outcome = await RunAsync(plan, FourGpus, "d=Slow");

        RunResult wide = ResultOf(plan, plan.Runs[0]);
        Assert.Equal(3, outcome.Finished);
        Assert.All(plan.Runs.Skip(1).Select(run => ResultOf(plan, run)), other => Assert.True(other.Started >= wide.Ended || other.Ended <= wide.Started));
    }

    [SkippableFact]
    public async Task On_a_cpu_each_run_is_held_to_cores_of_its_own()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Runs are held to cores on Linux alone.");
        IReadOnlyList<int> cores = AllowedCores.Read();
        Skip.If(cores.Count < 2, "This machine has one core.");
        SweepPlan plan = Packed([1, 1]);

        await RunAsync(plan, DeviceInventory.Of([], visible: null, [cores[0], cores[1]]), "d=Slow");

        Assert.Equal([cores[0], cores[1]], plan.Runs.SelectMany(run => ResultOf(plan, run).Placement!.Cores).Order());
        Assert.All(plan.Runs, run => Assert.Equal($"gpus all cores {Assert.Single(ResultOf(plan, run).Placement!.Cores)}", OutputOf(plan, run)));
    }

    [Fact]
    public async Task A_run_that_has_the_machine_to_itself_sees_its_gpus_alone_and_may_use_all_cores()
    {
        SweepPlan plan = Packed([2, 1]) with { Timing = TimingMode.Exclusive };

        await RunAsync(plan, FourGpus, "");

        RunResult[] results = [.. plan.Runs.Select(run => ResultOf(plan, run))];
        Assert.True(results[0].Ended <= results[1].Started);
        Assert.Equal(["GPU-a,GPU-b", "GPU-a"], results.Select(result => string.Join(',', result.Placement!.Gpus)));
        Assert.All(results, result => Assert.False(result.Placement!.IsPacked));
        Assert.All(results, result => Assert.Empty(result.Placement!.Cores));
        Assert.Equal(
            ["GPU-a, GPU-b; all cores", "GPU-a; all cores"],
            LineLogReader.Read(new SweepPaths(folder[plan.SweepId]).Journal, ExecutionJson.Default.JournalEntry).Values.Where(entry => entry.State == JournalState.RunLeased).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task A_refusal_starts_nothing_more_and_lets_what_works_end()
    {
        SweepPlan plan = Packed([1, 1, 1]);

        SweepOutcome outcome = await RunAsync(plan, FourGpus, "d=Slow", (_, spent) => spent.Runs == 2 ? "Enough." : null);

        Assert.Equal(("Enough.", 2, 1), (outcome.Refusal, outcome.Finished, outcome.Open));
        JournalEntry last = LineLogReader.Read(new SweepPaths(folder[plan.SweepId]).Journal, ExecutionJson.Default.JournalEntry).Values[^1];
        Assert.Equal((JournalState.SweepInterrupted, "Enough."), (last.State, last.Detail));
    }

    [Fact]
    public async Task A_stop_lets_all_that_works_end_and_starts_nothing()
    {
        SweepPlan plan = Packed([1, 1, 4]);
        using var ask = new CancellationTokenSource();
        progress.OnStarted = _ => ask.CancelAfter(TimeSpan.FromSeconds(1));

        SweepOutcome stopped = await RunAsync(plan, FourGpus, "d=Hang", stop: new StopRequest(ask.Token, CancellationToken.None));
        SweepOutcome resumed = await RunAsync(plan, FourGpus, "");

        Assert.Equal(3, stopped.Open);
        Assert.Equal(3, resumed.Finished);
        Assert.Equal(["gate.lock"], Directory.GetFiles(folder["leases"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_ends_the_sweep_ends_the_runs_beside_it_first()
    {
        SweepPlan plan = Packed([1, 1]);
        progress.OnStarted = run => Assert.NotEqual(plan.Runs[1].RunId, run.RunId);

        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(plan, FourGpus, "d=Hang"));

        Assert.False(FolderLock.IsHeld(new SweepPaths(folder[plan.SweepId]).Run(plan.Runs[0].RunId).Lock));
    }

    private static SweepPlan Packed(IReadOnlyList<int> devices)
    {
        // Cells differ in devices alone, so those of one number are told apart as repeats are: by their seed.
        PlannedRun[] runs = [.. devices.Select((count, index) => Plans.Of([count], repeats: index + 1).Runs[^1] with { Repeat = 1 })];
        return Plans.Of(devices) with { Timing = TimingMode.Packed, Runs = runs };
    }

    private RunResult ResultOf(SweepPlan plan, PlannedRun run) => WholeFile.ReadJson(new SweepPaths(folder[plan.SweepId]).Run(run.RunId).Result, RunJson.Default.RunResult)!;

    private string OutputOf(SweepPlan plan, PlannedRun run) => File.ReadLines(new SweepPaths(folder[plan.SweepId]).Run(run.RunId).StandardOutput).First();

    private async Task<SweepOutcome> RunAsync(SweepPlan plan, DeviceInventory inventory, string script, StartRefusal? refusal = null, StopRequest? stop = null)
    {
        SweepPaths paths = new SweepStore(folder.Path).Create(plan, "", Plans.Machine);
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var scripted = new TrainerCommand("env", [$"FAKE_TRAINER={script}", command.FileName, .. command.Arguments]);
        var trainer = new TrainerProcess(scripted, gracePeriod: TimeSpan.FromSeconds(5), TimeProvider.System);
        var lanes = new Lanes(plan, inventory, new HostLeases(new LeaseFolder(folder["leases"], TimeProvider.System), TimeProvider.System));
        return await new SweepRunner(paths, plan, trainer, lanes, progress, TimeProvider.System)
        {
            Estimate = run => run.Spec.Devices,
            Refusal = refusal ?? ((_, _) => null),
        }.RunAsync(retryFailed: false, stop ?? NoStop);
    }
}
