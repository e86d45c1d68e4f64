using System.Text.Json;
using CliWrap.Buffered;
using ExperimentRunner.Commands;

namespace ExperimentRunner.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task Help_names_the_verbs_and_the_exit_codes()
    {
        BufferedCommandResult result = await runner.RunAsync("--help");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.All(["validate", "plan", "sweep", "report", "sync", "serve", "export", "predict", "Exit codes"], word => Assert.Contains(word, result.StandardOutput, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sweep", "--nonsense")]
    [InlineData("sweeep")]
    [InlineData]
    [InlineData("plan", "--format=pdf")]
    [InlineData("sweep", "--sweep=x")]
    [InlineData("sweep", "--retry-failed")]
    [InlineData("sweep", "--resume", "--sweep=x", "--set=repeats=1")]
    [InlineData("export")]
    [InlineData("export", "nowhere")]
    [InlineData("predict", "a.jpg")]
    [InlineData("predict", "--model=nowhere")]
    [InlineData("predict", "--model=nowhere", "a.jpg")]
    [InlineData("report", "--sweep=nowhere")]
    [InlineData("validate", "--matrix=nowhere.yaml")]
    [InlineData("sync", "--tracking-uri=file:mlruns")]
    [InlineData("serve", "--port=70000")]
    [InlineData("serve", "--host=example.org")]
    public async Task A_wrong_command_line_is_the_users_fault(params string[] arguments)
    {
        BufferedCommandResult result = await runner.RunAsync(arguments);

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.NotEmpty(result.StandardError);
        Assert.DoesNotContain("   at ", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matrix_without_its_option_is_told_how_to_name_it()
    {
        BufferedCommandResult result = await runner.RunAsync("sweep", "tiny.yaml");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.Equal("error: tiny.yaml stands alone. Name a matrix with --matrix=tiny.yaml.", result.StandardError.Trim());
    }

    [Fact]
    public async Task A_broken_plan_is_named()
    {
        string folder = Path.Combine(runner.Artifacts, "sweeps", "tiny-1");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "plan.json"), "{\n  broken\n}");

        BufferedCommandResult result = await runner.RunAsync("report", "--sweep=tiny-1");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.Contains("plan.json(2)", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_counts_cells_and_runs()
    {
        BufferedCommandResult result = await runner.RunAsync("validate", "--matrix=tiny.yaml");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Contains("tiny has 4 cells and 8 runs", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_checks_several_matrices_and_tells_the_faults_of_all()
    {
        File.WriteAllText(Path.Combine(runner.Folder, "far.yaml"), "name: far\ndata: { source: image_folder }\nmatrix: { batch_per_device: [16] }\n");
        File.WriteAllText(Path.Combine(runner.Folder, "bad.yaml"), "name: bad\nmatrix: { devices: [0], batch_per_device: [16] }\n");

        BufferedCommandResult result = await runner.RunAsync("validate", "--allow-missing-data", "--matrix=far.yaml", "--matrix=bad.yaml", "--matrix=tiny.yaml");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.Contains("far.yaml(2,17): warning EXP041", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("far has 1 cells and 1 runs", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("bad.yaml(2,21): error EXP014", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("tiny has 4 cells", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_prints_json_with_overrides_applied()
    {
        BufferedCommandResult result = await runner.RunAsync("plan", "--matrix=tiny.yaml", "--format=json", "--set=repeats=3", "--set=matrix.amp=[off]");

        using JsonDocument plan = JsonDocument.Parse(result.StandardOutput);
        Assert.Equal(6, plan.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task Plan_prints_a_table()
    {
        BufferedCommandResult result = await runner.RunAsync("plan", "--matrix=tiny.yaml");

        Assert.Contains("8 runs, about", result.StandardOutput, StringComparison.Ordinal);
    }

    public void Dispose() => runner.Dispose();
}
