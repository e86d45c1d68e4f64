using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution;

namespace ExperimentRunner.Tests.Commands;

/// <summary>The runner as a process of its own, in an empty folder, with the fake trainer.</summary>
internal sealed class RunnerProgram : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RunnerProgram() => WriteMatrix("""
        name: tiny
        matrix: { devices: [1, 2], batch_per_device: [16], amp: [off, on] }
        repeats: 2
        """);

    /// <summary>Where it works.</summary>
    public string Folder => folder.Path;

    public string MatrixPath => folder["tiny.yaml"];

    public string InFolder(string name) => folder[name];

    /// <summary>Of its own, so that tests do not wait for each other, nor for a sweep of this machine.</summary>
    public string Leases => folder["leases"];

    public string Artifacts => folder["artifacts"];

    public void WriteMatrix(string yaml) => File.WriteAllText(MatrixPath, yaml);

    /// <param name="fakeTrainer">What the fake trainer does; see its BehaviourScript.</param>
    public Command Command(string fakeTrainer, params string[] arguments) => Cli.Wrap("dotnet")
        .WithArguments([typeof(RunnerCommandLine).Assembly.Location, .. arguments])
        .WithWorkingDirectory(folder.Path)
        .WithEnvironmentVariables(new Dictionary<string, string?> { ["FAKE_TRAINER"] = fakeTrainer, ["MLFLOW_TRACKING_URI"] = null, [HostLeases.Variable] = Leases })
        .WithValidation(CommandResultValidation.None);

    public async Task<BufferedCommandResult> RunAsync(params string[] arguments) => await Command("", arguments).ExecuteBufferedAsync();

    public Command Sweep(string fakeTrainer = "", params string[] arguments) =>
        Command(fakeTrainer, ["sweep", "--matrix=tiny.yaml", $"--trainer={FakeTrainerFile.Location}", .. arguments]);

    public IReadOnlyList<SweepPaths> Sweeps() =>
        [.. Directory.EnumerateDirectories(Path.Combine(Artifacts, "sweeps")).Order(StringComparer.Ordinal).Select(path => new SweepPaths(path))];

    public static SweepPlan PlanOf(SweepPaths sweep) => WholeFile.ReadJson(sweep.Plan, RunJson.Default.SweepPlan)!;

    /// <summary>States and run ids of the journal, in order.</summary>
    public static IReadOnlyList<string> JournalOf(SweepPaths sweep) =>
        [.. LineLogReader.Read(sweep.Journal, ExecutionJson.Default.JournalEntry).Values.Select(entry => $"{entry.State} {entry.RunId}".TrimEnd())];

    public void Dispose() => folder.Dispose();
}
