using CliWrap.Buffered;

namespace ExperimentRunner.MSBuild.Tests;

[Collection(PackageGroup.Name)]
public sealed class ValidateTests(PackedPackage package) : IDisposable
{
    private const string Skipped = "Skipping target \"ValidateExperiments\"";

    private const string FarMatrix = "name: far\ndata: { source: image_folder, path: nowhere }\nmatrix: { batch_per_device: [16] }\n";

    private readonly Consumer consumer = new(package);

    [Fact]
    public async Task A_matrix_is_checked_once_and_again_when_it_has_changed()
    {
        consumer.WriteMatrix("good.yaml", Consumer.GoodMatrix);

        BufferedCommandResult first = await consumer.BuildAsync("-v:n");
        BufferedCommandResult second = await consumer.BuildAsync("-v:n");
        consumer.WriteMatrix("good.yaml", $"{Consumer.GoodMatrix}repeats: none\n");
        BufferedCommandResult third = await consumer.BuildAsync("-v:n");

        Succeeded(first);
        Assert.Contains("good.yaml: no fault; good has 2 cells and 2 runs.", first.StandardOutput, StringComparison.Ordinal);
        Succeeded(second);
        Assert.Contains(Skipped, second.StandardOutput, StringComparison.Ordinal);
        Assert.NotEqual(0, third.ExitCode);
        Assert.Contains("good.yaml(3,10): error EXP013", third.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_all_matrices_are_errors_at_their_places()
    {
        string first = consumer.WriteMatrix("bad.yaml", "name: bad\nmatrix:\n  devices: [1, 8]\n  global_batch: [100]\n  amp: [of]\n");
        string second = consumer.WriteMatrix("more/a b.yml", "name: worse\nmatrix: { devises: [1], batch_per_device: [16] }\n");

        BufferedCommandResult result = await consumer.BuildAsync();

        Assert.NotEqual(0, result.ExitCode);
        string[] lines = result.StandardOutput.Split('\n');
        Assert.Contains($"{first}(4,18): error EXP021: global_batch 100 cannot be shared by 8 devices (100 / 8 is not whole). Use a multiple of 8. [{consumer["App", "App.csproj"]}]", lines);
        Assert.Contains(lines, line => line.StartsWith($"{first}(5,9): error EXP016: amp 'of' is not known.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{second}(2,11): error EXP010: ", StringComparison.Ordinal));
        Assert.Contains("3 Error(s)", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_can_be_left_out()
    {
        consumer.WriteMatrix("bad.yaml", "name: bad\n");

        Succeeded(await consumer.BuildAsync("-p:ValidateExperiments=false"));
        Assert.NotEqual(0, (await consumer.BuildAsync()).ExitCode);
    }

    [Fact]
    public async Task Images_that_are_elsewhere_are_a_warning_unless_they_are_required()
    {
        string matrix = consumer.WriteMatrix("far.yaml", FarMatrix);

        BufferedCommandResult lenient = await consumer.BuildAsync();
        BufferedCommandResult strict = await consumer.BuildAsync("-p:RequireExperimentData=true");

        Succeeded(lenient);
        Assert.Contains($"{matrix}(2,37): warning EXP040: data.path 'nowhere' is not there", lenient.StandardOutput, StringComparison.Ordinal);
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains($"{matrix}(2,37): error EXP040: data.path 'nowhere' is not there", strict.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_that_get_the_package_through_another_are_checked()
    {
        consumer.WriteProject("Tests", """<ItemGroup><ProjectReference Include="../App/App.csproj" /></ItemGroup>""");
        Directory.CreateDirectory(consumer["Tests", "experiments"]);
        await File.WriteAllTextAsync(consumer["Tests", "experiments", "bad.yaml"], "name: bad\n");

        BufferedCommandResult result = await consumer.BuildInAsync(consumer["Tests"]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("bad.yaml(1,1): error EXP012", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_matrix_can_be_removed()
    {
        consumer.WriteMatrix("bad.yaml", "name: bad\n");
        consumer.WriteProject("App", $"""<ItemGroup><PackageReference Include="ExperimentRunner.MSBuild" Version="{PackedPackage.Version}" /><ExperimentMatrix Remove="experiments/bad.yaml" /></ItemGroup>""");

        Succeeded(await consumer.BuildAsync());
    }

    public void Dispose() => consumer.Dispose();

    private static void Succeeded(BufferedCommandResult result) => Assert.True(result.ExitCode == 0, result.StandardOutput);
}
