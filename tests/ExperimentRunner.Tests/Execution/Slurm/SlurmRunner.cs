using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Commands;

namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>The runner as a process of its own beside a real Slurm. What Slurm still has of its sweeps is cancelled in the end.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class SlurmRunner : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigInt = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SlurmProgramFolder programs = new();
    private readonly RunnerProgram program = new();

    /// <param name="matrix">The lines after its name.</param>
    public SlurmRunner(string matrix) => program.WriteMatrix($"name: tiny\n{matrix}\n");

    public SweepPaths Sweep => Assert.Single(program.Sweeps());

    public SweepPlan Plan => RunnerProgram.PlanOf(Sweep);

    public IReadOnlyList<SlurmSubmission> Submissions => new SlurmLedger(Sweep, TimeProvider.System).Read();

    /// <summary>A sweep is there with its plan, which is written last.</summary>
    public bool HasSweep => Directory.Exists(Path.Combine(program.Artifacts, "sweeps")) && program.Sweeps().Any(sweep => File.Exists(sweep.Plan));

    /// <summary>A wrapped program has left the file <c>called</c> beside itself.</summary>
    public bool WasCalled => File.Exists(Path.Combine(programs.Path, "called"));

    /// <summary>Puts a script in front of one of Slurm's programs, which is <c>$real</c> in it.</summary>
    public void Wrap(string slurmProgram, string script) => programs.Add(slurmProgram, $"real={RealSlurm.Find(slurmProgram)}\n{script}");

    /// <summary>With the fake trainer.</summary>
    public Command Command(string fakeTrainer, params string[] arguments) =>
        WithPrograms(program.Sweep(fakeTrainer, ["--executor=slurm", "--no-tracking", .. arguments]));

    /// <summary>With the real trainer.</summary>
    public Command RealTrainer(params string[] arguments) => WithPrograms(program.Command("", ["sweep", "--matrix=tiny.yaml", "--executor=slurm", "--no-tracking", .. arguments]));

    public async Task<BufferedCommandResult> VerbAsync(params string[] arguments) => await program.Command("", arguments).ExecuteBufferedAsync();

    public async Task<BufferedCommandResult> LocalAsync(params string[] arguments) => await program.Sweep("", ["--no-tracking", .. arguments]).ExecuteBufferedAsync();

    public RunResult? ResultOf(PlannedRun run) => WholeFile.ReadJson(Sweep.Run(run.RunId).Result, RunJson.Default.RunResult);

    /// <summary>How often workers began a run, by their journals.</summary>
    public int BeginningsOf(PlannedRun run) => Directory.EnumerateFiles(Sweep.Slurm.Folder, "*-*.jsonl")
        .SelectMany(file => LineLogReader.Read(file, ExecutionJson.Default.JournalEntry).Values)
        .Count(entry => entry.State == JournalState.RunStarted && entry.RunId == run.RunId);

    public async Task<IReadOnlyList<string>> TasksAsync() => await RealSlurm.TasksAsync(Plan.SweepId);

    public static void Kill(int process) => Assert.Equal(0, Send(process, SigKill));

    public static void Interrupt(int process) => Assert.Equal(0, Send(process, SigInt));

    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < Patience, $"After {Patience.TotalSeconds} s still not: {what}.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (HasSweep)
        {
            foreach (SweepPaths sweep in program.Sweeps())
            {
                string id = Path.GetFileName(sweep.Folder);
                string[] jobs = [.. (await RealSlurm.TasksAsync(id)).Where(IsActive).Select(task => task.Split('_')[0]).Distinct()];
                if (jobs.Length > 0)
                {
                    await RealSlurm.AskAsync("scancel", jobs);
                }

                while ((await RealSlurm.TasksAsync(id)).Any(IsActive))
                {
                    await Task.Delay(200);
                }
            }
        }

        program.Dispose();
        programs.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);

    private static bool IsActive(string task) => SlurmWord.Read(task.Split(' ')[1]) is SlurmTaskState.Pending or SlurmTaskState.Running;

    private Command WithPrograms(Command command) => command.WithEnvironmentVariables(new Dictionary<string, string?>(command.EnvironmentVariables)
    {
        ["PATH"] = $"{programs.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
    });
}
