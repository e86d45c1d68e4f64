using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Testing;

namespace ExperimentRunner.MSBuild.Tests;

/// <summary>The package as <c>dotnet pack</c> makes it, in a feed of its own; what restores write stays in a folder of its own, too.</summary>
public sealed class PackedPackage : IAsyncLifetime, IDisposable
{
    public const string Version = "9.9.9-test";

    private readonly TemporaryFolder folder = new();

    /// <summary>Folder with the package, to restore from.</summary>
    public string Feed => folder["feed"];

    /// <summary>Where consumers' packages are unpacked.</summary>
    public string Packages => folder["packages"];

    public string File => Path.Combine(Feed, $"ExperimentRunner.MSBuild.{Version}.nupkg");

    public async Task InitializeAsync()
    {
        string project = Path.Combine(Repository.Folder(), "src", "ExperimentRunner.MSBuild");
        BufferedCommandResult result = await Cli.Wrap("dotnet")
            .WithArguments(["pack", project, "--no-build", "--configuration", Built.Configuration, "--output", Feed, $"-p:Version={Version}"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.True(result.ExitCode == 0, result.StandardOutput);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}
