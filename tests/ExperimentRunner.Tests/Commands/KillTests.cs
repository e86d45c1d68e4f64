using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using Xunit.Abstractions;

namespace ExperimentRunner.Tests.Commands;

/// <summary>Any process of a sweep may be killed at any moment; what comes out in the end is the same.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 200;
    private const int Seed = 20261125;

    /// <summary>Kills for each that waits for a word of <see cref="Aims"/>: at random moments alone, the end of a sweep may be out of reach on a busy machine.</summary>
    private const int KillsForAnAim = 10;

    /// <summary>No random moment is later, however slow the machine.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(1.3);

    /// <summary>What a session notes in the journal and is killed soon after, in turn.</summary>
    private static readonly IReadOnlyList<string> Aims = ["SweepEnded", "RunStarted"];

    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly Dictionary<string, int> phases = [];
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task A_sweep_that_is_killed_200_times_ends_as_if_nobody_had_touched_it()
    {
        runner.WriteMatrix("""
            name: tiny
            matrix: { devices: [1, 2], batch_per_device: [16], amp: [off, on] }
            repeats: 3
            limits: { retries: 10 }
            """);
        BufferedCommandResult first = await SessionAsync().ExecuteBufferedAsync();
        Assert.True(first.ExitCode == ExitCode.Success, first.StandardOutput + first.StandardError);
        SweepPaths undisturbed = Assert.Single(runner.Sweeps());
        TimeSpan latest = await LatestAsync(undisturbed);
        var random = new Random(Seed);
        var done = new List<SweepPaths>();
        SweepPaths? sweep = null;
        int kills = 0;
        int aimed = 0;

        while (kills < Kills)
        {
            string? aim = sweep is not null && kills >= KillsForAnAim * aimed ? Aims[aimed % Aims.Count] : null;
            (bool wasKilled, BufferedCommandResult session) = await KillAsync(random, latest, sweep, aim);
            kills += wasKilled ? 1 : 0;
            aimed += wasKilled && aim is not null ? 1 : 0;
            sweep ??= Planned().FirstOrDefault(path => path != undisturbed && !done.Contains(path));
            if (!wasKilled && sweep is not null)
            {
                Assert.True(session.ExitCode == ExitCode.Success, session.StandardOutput + session.StandardError);
                done.Add(sweep);
                sweep = null;
            }
        }

        if (sweep is not null)
        {
            BufferedCommandResult last = await SessionAsync(sweep).ExecuteBufferedAsync();
            Assert.True(last.ExitCode == ExitCode.Success, last.StandardOutput + last.StandardError);
            done.Add(sweep);
        }

        output.WriteLine($"{kills} kills over {done.Count} sweeps, {aimed} of them aimed, the others at most {latest.TotalSeconds:0.00} s after the start: {string.Join(", ", phases.OrderBy(phase => phase.Key).Select(phase => $"{phase.Value} {phase.Key}"))}");
        Assert.NotEmpty(done);
        Assert.Equal(3, phases.Count);
        Assert.All(done, killed => AssertSame(undisturbed, killed));
        Assert.Empty(KilledProcesses.Below(runner.Artifacts));
    }

    public void Dispose() => runner.Dispose();

    private IEnumerable<SweepPaths> Planned() => Directory.Exists(Path.Combine(runner.Artifacts, "sweeps")) ? runner.Sweeps().Where(sweep => File.Exists(sweep.Plan)) : [];

    private Command SessionAsync(SweepPaths? sweep = null) =>
        runner.Sweep("d=Steady", ["--no-tracking", .. sweep is null ? [] : (string[])["--resume", $"--sweep={Path.GetFileName(sweep.Folder)}"]]);

    /// <summary>The latest random moment of a session to kill it: a little behind the end of one that has nothing left to do but its report.</summary>
    private async Task<TimeSpan> LatestAsync(SweepPaths finished)
    {
        long begin = Time.GetTimestamp();
        await SessionAsync(finished).ExecuteBufferedAsync();
        TimeSpan took = 1.1 * Time.GetElapsedTime(begin);
        return took < MostPatience ? took : MostPatience;
    }

    /// <summary>Kills the runner, a trainer, or both, at a random moment of a session or of what it aims at; false if it had ended before.</summary>
    private async Task<(bool WasKilled, BufferedCommandResult Session)> KillAsync(Random random, TimeSpan latest, SweepPaths? sweep, string? aim)
    {
        int before = sweep is null ? 0 : RunnerProgram.JournalOf(sweep).Count;
        TimeSpan moment = aim is null ? random.NextDouble() * latest : TimeSpan.FromMilliseconds(random.Next(50));
        int victim = random.Next(10);
        CommandTask<BufferedCommandResult> session = SessionAsync(sweep).ExecuteBufferedAsync();
        while (aim is not null && !session.Task.IsCompleted && !JournalSince(sweep, before).Any(line => line.StartsWith(aim, StringComparison.Ordinal)))
        {
            await Task.Delay(10);
        }

        await Task.WhenAny(session.Task, Task.Delay(moment));
        if (session.Task.IsCompleted)
        {
            return (false, await session);
        }

        // A runner that is left alone does what it does about a trainer that was killed, and is killed itself a moment later.
        int[] trainers = victim < 4 ? [.. KilledProcesses.Below(runner.Artifacts, but: session.ProcessId)] : [];
        Array.ForEach(trainers, KilledProcesses.Kill);
        if (victim < 2 && trainers.Length > 0)
        {
            await Task.WhenAny(session.Task, Task.Delay(random.Next(300)));
        }

        KilledProcesses.Kill(session.ProcessId);
        BufferedCommandResult ended = await session;
        Count(JournalSince(sweep, before));
        return (true, ended);
    }

    private static IReadOnlyList<string> JournalSince(SweepPaths? sweep, int before) => sweep is null ? [] : [.. RunnerProgram.JournalOf(sweep).Skip(before)];

    /// <param name="journal">What a session that was killed had noted.</param>
    private void Count(IReadOnlyList<string> journal)
    {
        string phase = journal switch
        {
            [] => "at start-up",
            [.., "SweepEnded"] => "while the report was made",
            _ => "while runs were done",
        };
        phases[phase] = phases.GetValueOrDefault(phase) + 1;
    }

    private static void AssertSame(SweepPaths expected, SweepPaths actual)
    {
        SweepPlan plan = RunnerProgram.PlanOf(actual);
        Assert.Equal(RunnerProgram.PlanOf(expected).Runs.Select(run => run.RunId), plan.Runs.Select(run => run.RunId));
        Assert.All(plan.Runs, run =>
        {
            Assert.Equal(ResultOf(expected.Run(run.RunId)), ResultOf(actual.Run(run.RunId)));
            Assert.Equal(StepsOf(expected.Run(run.RunId)), StepsOf(actual.Run(run.RunId)));
        });
        Assert.Equal(FilesOf(expected), FilesOf(actual));
        JournalRules.AssertHolds(actual, plan);
    }

    /// <summary>Without times, and without what it took to come to it.</summary>
    private static string ResultOf(RunPaths run)
    {
        RunResult result = WholeFile.ReadJson(run.Result, RunJson.Default.RunResult)!;
        return System.Text.Json.JsonSerializer.Serialize(
            result with { Started = default, Ended = default, Attempts = null, Usage = null, Warnings = [] }, RunJson.Default.RunResult);
    }

    /// <summary>Each step is told once.</summary>
    private static IEnumerable<int> StepsOf(RunPaths run) =>
        LineLogReader.Read(run.Events, CompactRunJson.Default.RunEvent).Values.OfType<RunEvent.StepWindow>().Select(window => window.Step);

    /// <summary>All that is there in the end, but for samples of the machine, of which a run of a second has none, and for the sum of device time, which only a session that goes on leaves.</summary>
    private static IEnumerable<string> FilesOf(SweepPaths sweep) =>
        Directory.EnumerateFileSystemEntries(sweep.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(sweep.Folder, path))
            .Where(path => Path.GetFileName(path) is not ("system.jsonl" or "spent.json"))
            .Order(StringComparer.Ordinal);
}
