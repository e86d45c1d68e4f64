using ExperimentRunner.Commands.Progress;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution;
using ExperimentRunner.Tests.Planning.Scheduling;
using Spectre.Console;

namespace ExperimentRunner.Tests.Commands;

/// <summary>Alone, since it counts what the whole process holds.</summary>
[Collection(nameof(ManyRunsMemoryTests))]
[CollectionDefinition(nameof(ManyRunsMemoryTests), DisableParallelization = true)]
public sealed class ManyRunsMemoryTests : IDisposable
{
    private const int Windows = 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Journal_and_live_view_of_ten_thousand_runs_fit_in_memory()
    {
        var runs = new MadeUpRuns(cells: 2000, repeats: 5, seed: 1);
        SweepPlan plan = Plans.Of([1]) with { Runs = runs.All };
        var eta = new SweepEta(plan, runs.Seconds, run => run.Spec.Devices / 8.0);
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(TextWriter.Null) });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long held = 0;

        SweepOutcome outcome = await SweepDisplay.ShowAsync(terminal, plan, eta, progress =>
        {
            using var journal = new Journal(folder["journal.jsonl"], TimeProvider.System);
            foreach (PlannedRun run in plan.Runs)
            {
                Play(run, journal, progress);
            }

            held = GC.GetTotalMemory(forceFullCollection: true) - before;
            return Task.FromResult(new SweepOutcome(plan.Runs.Count, plan.Runs.Count, 0));
        });

        Assert.Equal(10_000, outcome.Finished);
        Assert.Equal(20_000, LineLogReader.Read(folder["journal.jsonl"], ExecutionJson.Default.JournalEntry).Values.Count);
        Assert.InRange(held, long.MinValue, 100 << 20);
    }

    private static void Play(PlannedRun run, Journal journal, ISweepProgress progress)
    {
        journal.Write(JournalState.RunStarted, run.RunId);
        progress.RunPlaced(run, new RunPlacement { Gpus = ["GPU-1a2b3c4d-0000"], IsPacked = true });
        progress.RunStarted(run);
        for (int window = 1; window <= Windows; window++)
        {
            progress.RunAdvanced(run, new RunEvent.StepWindow
            {
                Time = DateTimeOffset.UnixEpoch,
                Epoch = 1,
                Step = window,
                ImagesSeen = window,
                Loss = 1,
                LearningRate = 0.1,
                ImagesPerSecond = 100,
                Split = new StepSplit(0, 0, 0, 0, 0),
                IsWarmup = false,
            });
        }

        var result = new RunResult { RunId = run.RunId, Outcome = new RunOutcome.Finished(), Started = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch.AddSeconds(1) };
        journal.RunEnded(result);
        progress.RunEnded(run, result);
    }
}
