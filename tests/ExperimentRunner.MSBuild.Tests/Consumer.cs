using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Testing;

namespace ExperimentRunner.MSBuild.Tests;

/// <summary>A new project outside this repository that references the package, and knows no feed but the one that it is in.</summary>
internal sealed class Consumer : IDisposable
{
    public const string GoodMatrix = "name: good\nmatrix: { devices: [1, 2], batch_per_device: [16] }\n";

    private readonly TemporaryFolder folder = new();
    private readonly PackedPackage package;

    public Consumer(PackedPackage package)
    {
        this.package = package;
        Write("nuget.config", $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{package.Feed}\" /></packageSources></configuration>");
        WriteProject("App", $"""<ItemGroup><PackageReference Include="ExperimentRunner.MSBuild" Version="{PackedPackage.Version}" /></ItemGroup>""");
    }

    /// <summary>Environment variables on top of those that keep the machine's package folders out of it.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public string Folder => folder.Path;

    public string this[params string[] parts] => folder[parts];

    public void WriteProject(string name, string content) => Write(
        $"{name}/{name}.csproj",
        $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>{content}</Project>""");

    /// <returns>Its absolute path.</returns>
    public string WriteMatrix(string name, string yaml) => Write($"App/experiments/{name}", yaml);

    /// <summary><c>dotnet build</c> in the folder of the project App.</summary>
    public Task<BufferedCommandResult> BuildAsync(params string[] arguments) => BuildInAsync(folder["App"], arguments);

    /// <summary><c>dotnet build</c> in another folder.</summary>
    public async Task<BufferedCommandResult> BuildInAsync(string workingFolder, params string[] arguments) => await Cli.Wrap("dotnet")
        .WithArguments(["build", "-nodeReuse:false", "-tl:off", "-p:UseSharedCompilation=false", .. arguments])
        .WithWorkingDirectory(workingFolder)
        .WithEnvironmentVariables(new Dictionary<string, string?>(Environment) { ["NUGET_PACKAGES"] = package.Packages, ["MLFLOW_TRACKING_URI"] = null })
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync();

    public void Dispose() => folder.Dispose();

    private string Write(string file, string text)
    {
        string path = folder[file.Split('/')];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
