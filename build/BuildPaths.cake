/// <summary>Every path that a target uses, from the root of the repository.</summary>
public static class BuildPaths
{
    public const string Solution = "ExperimentRunner.sln";
    public const string RunnerProject = "src/ExperimentRunner/ExperimentRunner.csproj";
    public const string PackageProject = "src/ExperimentRunner.MSBuild/ExperimentRunner.MSBuild.csproj";
    public const string BenchmarksProject = "tests/Benchmarks/Benchmarks.csproj";
    public const string QuickstartMatrix = "experiments/quickstart.yaml";
    public const string TestResults = "artifacts/test-results";
    public const string Packages = "artifacts/package";

    /// <summary>What a build makes; sweeps and tracking data in artifacts/ are not among it.</summary>
    public static readonly string[] BuildOutputs = { "artifacts/bin", "artifacts/obj", "artifacts/publish", Packages, "artifacts/bench", TestResults };

    public static string Program(string project, string configuration) => $"artifacts/bin/{project}/{configuration.ToLowerInvariant()}/{project}.dll";
}
