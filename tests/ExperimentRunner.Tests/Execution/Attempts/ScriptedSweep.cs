using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Attempts;

/// <summary>Does the runs of a plan one after the other with the fake trainer as told.</summary>
/// <param name="variables">What the fake trainer is told, such as <c>FAKE_TRAINER_MEMORY=8</c>.</param>
internal sealed class ScriptedSweep(SweepPlan plan, params string[] variables) : IDisposable
{
    private static readonly StopRequest NoStop = new(CancellationToken.None, CancellationToken.None);

    private readonly TemporaryFolder folder = new();

    public SweepPaths Paths => new(folder[plan.SweepId]);

    public IReadOnlyList<JournalEntry> Journal => LineLogReader.Read(Paths.Journal, ExecutionJson.Default.JournalEntry).Values;

    /// <param name="stop">Null never stops.</param>
    /// <param name="journalTime">Is read once a line of the journal.</param>
    public async Task<IReadOnlyList<RunResult>> RunAsync(StopRequest? stop = null, TimeProvider? journalTime = null)
    {
        Directory.CreateDirectory(Paths.Folder);
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var scripted = new TrainerCommand("env", [.. variables, command.FileName, .. command.Arguments]);
        var trainer = new TrainerProcess(scripted, gracePeriod: TimeSpan.FromSeconds(5), TimeProvider.System);
        using var journal = new Journal(Paths.Journal, journalTime ?? TimeProvider.System);
        var results = new List<RunResult>();
        foreach (PlannedRun run in plan.Runs)
        {
            results.Add(await new RunAttempts(trainer, plan.Limits, new RecordedProgress(), TimeProvider.System).RunAsync(Paths.Run(run.RunId), run, journal, stop ?? NoStop));
        }

        Assert.All(results, result => Assert.Equal(result.Outcome.GetType(), Written(result.RunId).Outcome.GetType()));
        return results;
    }

    public RunResult Written(string runId) => WholeFile.ReadJson(Paths.Run(runId).Result, RunJson.Default.RunResult)!;

    public void Dispose() => folder.Dispose();
}
