using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;

namespace Benchmarks;

/// <summary>Trains a contender in a process of its own.</summary>
internal static class TrainerRun
{
    /// <returns>Images/s of the measured steps.</returns>
    public static async Task<double> ImagesPerSecondAsync(Contender contender, CancellationToken cancellationToken)
    {
        var folder = new RunPaths(Directory.CreateTempSubdirectory("experiment-runner-bench-").FullName);
        try
        {
            WholeFile.WriteJson(folder.Spec, contender.Spec, RunJson.Default.RunSpec);
            BufferedCommandResult ended = await Cli.Wrap("dotnet").WithArguments([TrainerPath(), "train", folder.Folder]).ExecuteBufferedAsync(cancellationToken);
            return WholeFile.ReadJson(folder.Result, RunJson.Default.RunResult)?.Timing?.ImagesPerSecond
                ?? throw new InvalidDataException($"{contender.Name} left no timing. {ended.StandardError}");
        }
        finally
        {
            Directory.Delete(folder.Folder, recursive: true);
        }
    }

    private static string TrainerPath() =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, (string)AppContext.GetData("ExperimentRunner.Trainer")!));
}
