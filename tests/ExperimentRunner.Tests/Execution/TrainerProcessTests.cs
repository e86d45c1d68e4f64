using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

public sealed class TrainerProcessTests : IDisposable
{
    private static readonly StopRequest NoStop = new(CancellationToken.None, CancellationToken.None);

    private readonly TemporaryFolder folder = new();
    private readonly List<RunEvent> events = [];

    [Fact]
    public async Task A_run_that_succeeds_has_its_result_and_all_of_its_events()
    {
        RunResult result = await RunAsync("Succeed");

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Equal(23, events.Count);
        Assert.IsType<RunEvent.Started>(events[0]);
        Assert.IsType<RunEvent.Ended>(events[^1]);
    }

    [Theory]
    [InlineData("OutOfMemory", FailureKind.OutOfMemory, "can't allocate memory")]
    [InlineData("Crash", FailureKind.Crash, "exit code 70")]
    [InlineData("Aborted", FailureKind.OutOfMemory, "std::bad_alloc")]
    [InlineData("BadJson", FailureKind.Crash, "can't be read")]
    [InlineData("BadEvents", FailureKind.Crash, "events.jsonl that can't be read")]
    [InlineData("NoResult", FailureKind.Crash, "no result.json")]
    [InlineData("DeviceFault", FailureKind.DeviceFault, "illegal memory access")]
    public async Task A_failed_run_says_what_kind_it_is_and_why(string behaviour, FailureKind kind, string words)
    {
        RunResult result = await RunAsync(behaviour);

        var failed = Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.Equal(kind, failed.Kind);
        Assert.Contains(words, failed.Message, StringComparison.Ordinal);
        Assert.Equal(result.RunId, Written().RunId);
        Assert.IsType<RunOutcome.Failed>(Written().Outcome);
    }

    [SkippableFact]
    public async Task A_trainer_that_somebody_killed_is_not_taken_for_one_without_memory()
    {
        Skip.If(OutOfMemoryKills.Count().OnMachine is null, "This kernel does not count its kills for lack of memory (/proc/vmstat).");

        RunResult result = await RunAsync("Killed");

        var failed = Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.Equal((FailureKind.Crash, TrainerExitCode.Killed), (failed.Kind, failed.ExitCode));
        Assert.Contains("Somebody killed the trainer (SIGKILL)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trainer_that_ends_for_lack_of_memory_without_a_word_is_spoken_for()
    {
        RunResult result = await RunAsync("Aborted");

        Assert.Contains("16 images on each of 2 devices", ((RunOutcome.Failed)result.Outcome).Message, StringComparison.Ordinal);
        RunEvent.OutOfMemory told = LineLogReader.Read(Paths.Events, CompactRunJson.Default.RunEvent).Values.OfType<RunEvent.OutOfMemory>().Single();
        Assert.Equal((2, 16), (told.Devices, told.BatchPerDevice));
        Assert.Equal(told.PeakMemoryBytes, result.PeakMemoryBytes);
    }

    [Fact]
    public async Task The_last_lines_of_stderr_are_kept()
    {
        RunResult result = await RunAsync("Crash");

        Assert.Equal(["first line of the crash", "last line of the crash"], ((RunOutcome.Failed)result.Outcome).LastLines);
    }

    [Theory]
    [InlineData("Hang")]
    [InlineData("Deaf")]
    public async Task A_run_over_its_time_is_ended_whether_it_listens_or_not(string behaviour)
    {
        RunResult result = await RunAsync(behaviour, timeout: TimeSpan.FromSeconds(1));

        Assert.Equal(FailureKind.Timeout, Assert.IsType<RunOutcome.Failed>(result.Outcome).Kind);
    }

    [Theory]
    [InlineData("Hang")]
    [InlineData("Deaf")]
    public async Task A_run_without_a_sign_of_life_is_ended_whether_it_listens_or_not(string behaviour)
    {
        RunResult result = await RunAsync(behaviour, stall: TimeSpan.FromSeconds(2));

        var failed = Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.Equal(FailureKind.Stall, failed.Kind);
        Assert.Contains("limits.stall (00:00:02)", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_tells_of_its_work_is_not_taken_for_one_that_hangs()
    {
        RunResult result = await RunAsync("Slow", stall: TimeSpan.FromSeconds(60));

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
    }

    [Fact]
    public async Task A_trainer_is_killed_with_all_that_it_started()
    {
        string file = Path.Combine(Paths.Folder, "child.pid");
        using var ask = new CancellationTokenSource();
        Task<RunResult> running = RunAsync("DeafWithChild", stop: new StopRequest(ask.Token, CancellationToken.None));
        await UntilAsync(() => new FileInfo(file) is { Exists: true, Length: > 0 });

        await ask.CancelAsync();
        RunResult result = await running;

        int child = int.Parse(await File.ReadAllTextAsync(file), System.Globalization.CultureInfo.InvariantCulture);
        Assert.IsType<RunOutcome.Cancelled>(result.Outcome);
        await UntilAsync(() => ProcessIdentity.Of(child) is null);
    }

    [Theory]
    [InlineData("Hang")]
    [InlineData("Deaf")]
    public async Task A_run_that_was_asked_to_stop_is_cancelled(string behaviour)
    {
        using var ask = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        RunResult result = await RunAsync(behaviour, stop: new StopRequest(ask.Token, CancellationToken.None));

        Assert.IsType<RunOutcome.Cancelled>(result.Outcome);
    }

    [Fact]
    public void A_trainer_that_is_not_there_is_the_users_fault()
    {
        var fault = Assert.Throws<UserFaultException>(() => TrainerCommand.Of(folder["nowhere.dll"]));

        Assert.Contains("--trainer=FILE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trainer_that_can_not_be_started_is_the_users_fault()
    {
        await RunFolderReset.PrepareAsync(Paths, Plans.Of([1]).Runs[0].Spec, TimeProvider.System, CancellationToken.None);
        string notAProgram = folder["notes.txt"];
        await File.WriteAllTextAsync(notAProgram, "no program");
        var process = new TrainerProcess(new TrainerCommand(notAProgram, []), gracePeriod: TimeSpan.FromSeconds(1), TimeProvider.System);

        await Assert.ThrowsAsync<UserFaultException>(() => process.RunAsync(Paths, RunLimits.None, events.Add, NoStop));
    }

    public void Dispose() => folder.Dispose();

    private RunPaths Paths => new(folder["run"]);

    private RunResult Written() => WholeFile.ReadJson(Paths.Result, RunJson.Default.RunResult)!;

    private async Task<RunResult> RunAsync(string behaviour, TimeSpan? timeout = null, TimeSpan? stall = null, StopRequest? stop = null)
    {
        PlannedRun planned = Plans.Of([2]).Runs[0];
        await RunFolderReset.PrepareAsync(Paths, planned.Spec, TimeProvider.System, CancellationToken.None);
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var scripted = new TrainerCommand("env", [$"FAKE_TRAINER=run={behaviour}", command.FileName, .. command.Arguments]);
        return await new TrainerProcess(scripted, gracePeriod: TimeSpan.FromSeconds(1), TimeProvider.System)
            .RunAsync(Paths, new RunLimits(timeout, stall), events.Add, stop ?? NoStop);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
