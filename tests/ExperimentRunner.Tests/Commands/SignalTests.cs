using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Commands;

/// <summary>Real signals for a real runner with a real child.</summary>
public sealed partial class SignalTests : IDisposable
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    private readonly RunnerProgram runner = new();

    public SignalTests() => runner.WriteMatrix("""
        name: tiny
        matrix: { devices: [1], batch_per_device: [16] }
        repeats: 2
        """);

    /// <summary>A terminal sends Ctrl-C to all processes in front, the trainer included; a job of CI gets SIGTERM.</summary>
    [Theory]
    [InlineData(SigInt, true)]
    [InlineData(SigInt, false)]
    [InlineData(SigTerm, false)]
    public async Task One_signal_lets_the_run_at_work_write_its_checkpoint_and_starts_no_other(int signal, bool toTrainerToo)
    {
        CommandTask<BufferedCommandResult> running = Start("d=Patient");
        await FirstCheckpointAsync();

        Assert.Equal(0, Kill(toTrainerToo ? -running.ProcessId : running.ProcessId, signal));
        BufferedCommandResult stopped = await running;

        Assert.True(stopped.ExitCode == ExitCode.Interrupted, stopped.StandardOutput + stopped.StandardError);
        SweepPaths sweep = Assert.Single(runner.Sweeps());
        SweepPlan plan = RunnerProgram.PlanOf(sweep);
        Assert.Equal(["Cancelled", null], plan.Runs.Select(run => WholeFile.ReadJson(sweep.Run(run.RunId).Result, RunJson.Default.RunResult)?.Outcome.GetType().Name));
        Assert.Empty(KilledProcesses.Below(runner.Artifacts));

        BufferedCommandResult resumed = await runner.Sweep("d=Steady", "--no-tracking", "--resume").ExecuteBufferedAsync();

        Assert.True(resumed.ExitCode == ExitCode.Success, resumed.StandardOutput + resumed.StandardError);
        IReadOnlyList<RunEvent> events = LineLogReader.Read(sweep.Run(plan.Runs[0].RunId).Events, CompactRunJson.Default.RunEvent).Values;
        Assert.Single(events.OfType<RunEvent.Resumed>());
        Assert.Equal(20, events.OfType<RunEvent.StepWindow>().Count());
    }

    [Fact]
    public async Task A_second_signal_ends_a_trainer_that_does_not_listen()
    {
        CommandTask<BufferedCommandResult> running = Start("d=DeafWithChild");
        await UntilAsync(() => Files("child.pid").Any(file => new FileInfo(file).Length > 0));

        Assert.Equal(0, Kill(running.ProcessId, SigInt));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(running.Task.IsCompleted);
        Assert.Equal(0, Kill(running.ProcessId, SigInt));
        BufferedCommandResult stopped = await running;

        Assert.Equal(ExitCode.Interrupted, stopped.ExitCode);
        Assert.Empty(KilledProcesses.Below(runner.Artifacts));
        int child = int.Parse(await File.ReadAllTextAsync(Files("child.pid").Single()), System.Globalization.CultureInfo.InvariantCulture);
        await UntilAsync(() => ProcessIdentity.Of(child) is null);
    }

    public void Dispose() => runner.Dispose();

    /// <summary>In a process group of its own, as a shell starts it.</summary>
    private CommandTask<BufferedCommandResult> Start(string fakeTrainer)
    {
        Command sweep = runner.Sweep(fakeTrainer, "--no-tracking");
        return sweep.WithTargetFile("setsid").WithArguments($"{sweep.TargetFilePath} {sweep.Arguments}").ExecuteBufferedAsync();
    }

    private Task FirstCheckpointAsync() => UntilAsync(() => Files("*.safetensors").Any());

    private IEnumerable<string> Files(string pattern) =>
        Directory.Exists(runner.Artifacts) ? Directory.EnumerateFiles(runner.Artifacts, pattern, SearchOption.AllDirectories) : [];

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
