using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

/// <summary>A process of a run of several that ended without a word, as process 0 tells it.</summary>
public sealed class PeerKillTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(1L, FailureKind.OutOfMemory)]
    [InlineData(0L, FailureKind.Crash)]
    [InlineData(null, FailureKind.Crash)]
    public void Only_a_kill_that_the_kernel_counted_makes_it_one_for_lack_of_memory(long? counted, FailureKind kind)
    {
        var run = new RunPaths(folder["d2-made-up"]);
        Directory.CreateDirectory(run.Folder);
        var told = new RunOutcome.Failed(FailureKind.Crash, TrainerExitCode.Killed, "Process 1 of the run: it ended without a word.", []);
        WholeFile.WriteJson(run.Result, new RunResult { RunId = "d2-made-up", Outcome = told, Started = Time, Ended = Time }, RunJson.Default.RunResult);

        RunResult result = new TrainerEnd
        {
            ExitCode = TrainerExitCode.Killed,
            Overdue = null,
            Started = Time,
            Ended = Time,
            EventFault = null,
            SamplingFault = null,
            Killed = KillCause.Of(new OutOfMemoryKills(null, counted is null ? null : 40), new OutOfMemoryKills(null, 40 + counted)),
            PeakMemoryBytes = null,
        }.Settle(run);

        var failed = Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.Equal(kind, failed.Kind);
        Assert.StartsWith(told.Message, failed.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
