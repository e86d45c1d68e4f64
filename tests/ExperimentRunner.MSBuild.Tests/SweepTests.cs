using CliWrap.Buffered;

namespace ExperimentRunner.MSBuild.Tests;

[Collection(PackageGroup.Name)]
public sealed class SweepTests(PackedPackage package) : IDisposable
{
    private static readonly string FakeTrainer = $"-p:ExperimentRunnerTrainer={Built.FakeTrainer}";

    private readonly Consumer consumer = new(package);

    [Fact]
    public async Task A_sweep_runs_and_the_binary_log_holds_matrix_plan_and_report()
    {
        consumer.WriteMatrix("good.yaml", Consumer.GoodMatrix);

        BufferedCommandResult result = await consumer.BuildAsync("-restore", "-t:Sweep", "-p:Matrix=experiments/good.yaml", "-p:MatrixSettings=repeats=2%3Btrain.epochs=3", FakeTrainer, "-bl:sweep.binlog");

        Assert.True(result.ExitCode == 0, result.StandardOutput);
        Assert.Contains(": 4 runs in ", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Tracked in ", result.StandardOutput, StringComparison.Ordinal);
        string sweep = Assert.Single(Directory.GetDirectories(consumer["App", "artifacts", "sweeps"]));
        var embedded = EmbeddedFiles.Of(consumer["App", "sweep.binlog"], Path.GetFileName(sweep));
        Assert.Equal(["matrix.yaml", "plan.json", "report.html", "report.md"], embedded.Keys.Order(StringComparer.Ordinal));
        Assert.All(embedded, file => Assert.Equal(File.ReadAllText(Path.Combine(sweep, file.Key)), file.Value));
        Assert.EndsWith(Consumer.GoodMatrix, EmbeddedFiles.Of(consumer["App", "sweep.binlog"], "experiments")["good.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_with_a_failed_run_fails_the_build_and_its_report_is_in_the_binary_log()
    {
        consumer.WriteMatrix("good.yaml", Consumer.GoodMatrix);
        consumer.Environment["FAKE_TRAINER"] = "d2-=Crash";

        BufferedCommandResult result = await consumer.BuildAsync("-t:Sweep", "-p:Matrix=experiments/good.yaml", FakeTrainer, "-p:SweepOptions=--no-tracking --export", "-p:ExperimentArtifacts=../out", "-bl:sweep.binlog");

        Assert.NotEqual(0, result.ExitCode);
        string sweep = Assert.Single(Directory.GetDirectories(consumer["out", "sweeps"]));
        Assert.Contains($"error EXP903: A run or an expectation of experiments/good.yaml failed; {sweep}/report.md says which.", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("1 Error(s)", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("last line of the crash", EmbeddedFiles.Of(consumer["App", "sweep.binlog"], Path.GetFileName(sweep))["report.md"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matrix_with_a_fault_does_not_run_even_if_only_its_images_are_missing()
    {
        string matrix = consumer.WriteMatrix("far.yaml", "name: far\ndata: { source: image_folder, path: nowhere }\nmatrix: { batch_per_device: [16] }\n");

        BufferedCommandResult result = await consumer.BuildAsync("-t:Sweep", "-p:Matrix=experiments/far.yaml", FakeTrainer);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"{matrix}(2,37): error EXP040", result.StandardOutput, StringComparison.Ordinal);
        Assert.False(Directory.Exists(consumer["App", "artifacts"]));
    }

    [Fact]
    public async Task A_plan_is_printed_of_a_matrix_named_from_where_the_build_was_started()
    {
        consumer.WriteMatrix("good.yaml", Consumer.GoodMatrix);

        BufferedCommandResult result = await consumer.BuildInAsync(consumer.Folder, "App", "-t:Plan", "-p:Matrix=App/experiments/good.yaml", "-p:PlanOptions=--format=json");

        Assert.True(result.ExitCode == 0, result.StandardOutput);
        Assert.Contains("\"run_id\": \"d2-b16-none-fp32-s1-", result.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error EXP901: Say which matrix: -p:Matrix=FILE. This project has experiments/good.yaml.", "-t:Sweep")]
    [InlineData("error EXP902: Give what replaces a value of the matrix as -p:MatrixSettings=KEY=VALUE", "-t:Sweep", "-p:Matrix=experiments/good.yaml", "-p:SweepOptions=--set=repeats=2")]
    public async Task What_is_asked_wrongly_is_an_error_that_says_how_to_ask(string expected, params string[] arguments)
    {
        consumer.WriteMatrix("good.yaml", Consumer.GoodMatrix);

        BufferedCommandResult result = await consumer.BuildAsync([.. arguments, FakeTrainer]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(expected, result.StandardOutput, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_package_alone_trains_once_it_has_restored_libtorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The trainer works on Linux only.");
        consumer.WriteMatrix("tiny.yaml", "name: tiny\ndata: { image_size: 16, train_images: 64, test_images: 32 }\ntrain: { epochs: 1 }\nmodel: { width: 8 }\nmatrix: { batch_per_device: [16] }\n");
        // Packages of the trainer were restored when it was built; they are read there, and nothing is written there.
        consumer.Environment["NUGET_FALLBACK_PACKAGES"] = MachinePackages;

        BufferedCommandResult result = await consumer.BuildAsync("-restore", "-t:Sweep", "-p:Matrix=experiments/tiny.yaml", "-p:SweepOptions=--no-tracking");

        Assert.True(result.ExitCode == 0, result.StandardOutput);
        Assert.Contains("1 runs in ", result.StandardOutput, StringComparison.Ordinal);
        Assert.True(File.Exists(consumer["App", "obj", "experiments", "trainer", "bin", "runtimes", "linux-x64", "native", "libtorch_cpu.so"]));
    }

    public void Dispose() => consumer.Dispose();

    private static string MachinePackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
