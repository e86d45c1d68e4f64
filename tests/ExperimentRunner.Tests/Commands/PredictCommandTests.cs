using System.Text.Json;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    private static readonly byte[] OnePixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly RunnerProgram runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task A_model_that_a_sweep_exported_classifies_images()
    {
        runner.WriteMatrix("""
            name: tiny
            model: { width: 2, stem: cifar }
            data: { image_size: 8, classes: 3, train_images: 12, test_images: 3 }
            train: { epochs: 1 }
            matrix: { batch_per_device: 4 }
            """);
        string image = Path.Combine(Path.GetDirectoryName(runner.MatrixPath)!, "a.png");
        await File.WriteAllBytesAsync(image, OnePixel);

        BufferedCommandResult sweep = await runner.RunAsync("sweep", "--matrix=tiny.yaml", "--no-tracking", "--export");
        SweepPaths paths = Assert.Single(runner.Sweeps());
        RunPaths run = paths.Run(RunnerProgram.PlanOf(paths).Runs[0].RunId);
        BufferedCommandResult predicted = await runner.RunAsync("predict", "--model", run.Folder, "--format=json", "--top=2", image);
        BufferedCommandResult broken = await runner.RunAsync("predict", "--model", run.Folder, runner.MatrixPath, image);

        Assert.True(sweep.ExitCode == ExitCode.Success, sweep.StandardOutput + sweep.StandardError);
        Assert.True(predicted.ExitCode == ExitCode.Success, predicted.StandardError);
        using JsonDocument document = JsonDocument.Parse(predicted.StandardOutput);
        JsonElement top = document.RootElement.GetProperty("images")[0].GetProperty("top");
        Assert.Equal(2, top.GetArrayLength());
        Assert.NotEmpty(top[0].GetProperty("label").GetString()!);
        Assert.Equal(ExitCode.RunFailed, broken.ExitCode);
        Assert.Contains($"error: {runner.MatrixPath} holds no image that can be read.", broken.StandardError, StringComparison.Ordinal);
        Assert.Contains(image, broken.StandardOutput, StringComparison.Ordinal);
    }
}
