using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Loop;

namespace ExperimentRunner.Trainer.Tests;

/// <summary>A run folder that a trainer of this process works in.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RunFolder(RunSpec? spec = null)
    {
        Paths = new RunPaths(folder["run"]);
        Directory.CreateDirectory(Paths.Folder);
        if (spec is not null)
        {
            Write(spec);
        }
    }

    public RunPaths Paths { get; }

    /// <summary>The trainer leaves its model there.</summary>
    public bool Exports { get; init; }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public RunResult Result => WholeFile.ReadJson(Paths.Result, RunJson.Default.RunResult)!;

    public IReadOnlyList<RunEvent> Events => LineLogReader.Read(Paths.Events, CompactRunJson.Default.RunEvent).Values;

    public void Write(RunSpec spec) => WholeFile.WriteJson(Paths.Spec, spec, RunJson.Default.RunSpec);

    public int Train(CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int exitCode = new RunHost(Paths, TimeProvider.System, output, errors, exports: Exports).Execute(cancellationToken);
        (Output, Errors) = (output.ToString(), errors.ToString());
        return exitCode;
    }

    public void Dispose() => folder.Dispose();
}
