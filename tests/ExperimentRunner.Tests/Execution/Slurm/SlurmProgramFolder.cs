using System.Runtime.Versioning;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution.Sampling;

namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>A folder of shell scripts that stand for Slurm's programs.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SlurmProgramFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public void Add(string program, string script) => StandInProgram.Write(folder[program], script);

    public void Dispose() => folder.Dispose();
}
