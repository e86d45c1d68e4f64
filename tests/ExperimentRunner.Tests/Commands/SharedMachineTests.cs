using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution.Sampling;

namespace ExperimentRunner.Tests.Commands;

/// <summary>Two sweeps at once, each with a runner of its own, on one machine with two GPUs that nvidia-smi's stand-in makes up.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class SharedMachineTests : IDisposable
{
    private const int SigKill = 9;

    private readonly TemporaryFolder folder = new();
    private readonly RunnerProgram first = new();
    private readonly RunnerProgram second = new();

    public SharedMachineTests() => StandInProgram.NvidiaSmi(folder.Path, """
        0, GPU-aaaa, 10, 1000, 16000, 60.5, 300.00
        1, GPU-bbbb, 20, 2000, 16000, 70.5, 300.00
        """);

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Packed_sweeps_share_gpus_and_no_two_runs_work_on_one_at_the_same_time()
    {
        BufferedCommandResult[] ended = await Task.WhenAll(new[] { first, second }.Select(async runner => await Sweep(runner, "packed", "d=Slow").ExecuteBufferedAsync()));

        RunResult[] results = [.. ResultsOf(first), .. ResultsOf(second)];
        Assert.All(ended, sweep => Assert.True(sweep.ExitCode == ExitCode.Success, sweep.StandardOutput + sweep.StandardError));
        Assert.Equal(6, results.Length);
        foreach (string gpu in new[] { "GPU-aaaa", "GPU-bbbb" })
        {
            RunResult[] there = [.. results.Where(result => result.Placement!.Gpus.Contains(gpu)).OrderBy(result => result.Started)];
            Assert.NotEmpty(there);
            Assert.All(there.Zip(there.Skip(1)), pair => Assert.True(pair.First.Ended <= pair.Second.Started, $"{gpu} had two runs at {pair.Second.Started:O}."));
        }

        Assert.Contains(ended, sweep => sweep.StandardOutput.Contains("waiting: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timing_run_has_the_machine_to_itself_and_who_waits_for_it_says_so()
    {
        using var stop = new CancellationTokenSource();
        CommandTask<BufferedCommandResult> timed = Sweep(first, "exclusive", "d=Slow").ExecuteBufferedAsync(stop.Token);
        await UntilRunsAsync(first);

        BufferedCommandResult packed = await Sweep(second, "packed", "").ExecuteBufferedAsync(stop.Token);
        BufferedCommandResult ended = await timed;

        Assert.Equal((ExitCode.Success, ExitCode.Success), (packed.ExitCode, ended.ExitCode));
        string sweep = Path.GetFileName(first.Sweeps()[0].Folder);
        Assert.Matches($@"waiting: \S+ for sweep {sweep}, run \S+ \(process {timed.ProcessId} of ", packed.StandardOutput);
        Assert.All(
            from alone in ResultsOf(first) from other in ResultsOf(second) select (alone, other),
            pair => Assert.True(pair.other.Ended <= pair.alone.Started || pair.other.Started >= pair.alone.Ended));
    }

    [Fact]
    public async Task What_a_killed_runner_held_is_free_at_once()
    {
        CommandTask<BufferedCommandResult> killed = Sweep(first, "exclusive", "d=Slow").ExecuteBufferedAsync();
        await UntilRunsAsync(first);
        CommandTask<BufferedCommandResult> waiting = Sweep(second, "exclusive", "").ExecuteBufferedAsync();
        await UntilAsync(() => Directory.GetFiles(folder["leases"], "*.json").Length == 2);

        Assert.Equal(0, Kill(killed.ProcessId, SigKill));
        BufferedCommandResult ended = await waiting;
        await killed;

        Assert.Equal(ExitCode.Success, ended.ExitCode);
        Assert.Contains("waiting: ", ended.StandardOutput, StringComparison.Ordinal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static IEnumerable<RunResult> ResultsOf(RunnerProgram runner)
    {
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        return RunnerProgram.PlanOf(sweep).Runs.Select(run => WholeFile.ReadJson(sweep.Run(run.RunId).Result, RunJson.Default.RunResult)!);
    }

    private static Task UntilRunsAsync(RunnerProgram runner) =>
        UntilAsync(() => Directory.Exists(runner.Artifacts) && Directory.EnumerateFiles(runner.Artifacts, "events.jsonl", SearchOption.AllDirectories).Any());

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isSo())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private Command Sweep(RunnerProgram runner, string timing, string fakeTrainer)
    {
        runner.WriteMatrix($$"""
            name: tiny
            timing: {{timing}}
            matrix: { devices: [1, 2], batch_per_device: [16, 32], exclude: [{ devices: 2, batch_per_device: 32 }] }
            """);
        return runner.Sweep(fakeTrainer, "--no-tracking").WithEnvironmentVariables(variables => variables
            .Set("FAKE_TRAINER", fakeTrainer)
            .Set("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}")
            .Set(HostLeases.Variable, folder["leases"]));
    }
}
