using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Tests.Parallel.Mpi;

namespace ExperimentRunner.Trainer.Tests.Data.Caching;

public sealed class SharedCacheTests : IDisposable
{
    private readonly CachedFolder folder = new();

    [Fact]
    public async Task Two_trainers_that_start_at_once_share_a_cache()
    {
        RunSpec spec = TrainerSpecs.Tiny with
        {
            Data = new DataSpec { Source = DataSource.ImageFolder, Path = folder.Images.Root, ImageSize = 16 },
            Devices = 1,
            BatchPerDevice = 2,
        };
        using var first = new RunFolder(spec);
        using var second = new RunFolder(spec);

        BufferedCommandResult[] results = await Task.WhenAll(Train(first), Train(second));

        Assert.All(results, result => Assert.True(result.ExitCode == TrainerExitCode.Success, result.StandardError));
        string output = string.Concat(results.Select(result => result.StandardOutput));
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith("decoded 2 images of ", StringComparison.Ordinal)));
        Assert.Equal(first.Result.Epochs.Select(epoch => epoch.TrainLoss), second.Result.Epochs.Select(epoch => epoch.TrainLoss));
        Assert.Empty(first.Result.Warnings.Concat(second.Result.Warnings));
    }

    [SkippableFact]
    public async Task Two_processes_of_a_job_share_a_cache()
    {
        Mpirun.Require();
        RunSpec spec = TrainerSpecs.Tiny with
        {
            Data = new DataSpec { Source = DataSource.ImageFolder, Path = folder.Images.Root, ImageSize = 16 },
            BatchPerDevice = 1,
            Train = TrainerSpecs.Tiny.Train with { Parallel = ParallelMode.Processes },
        };
        using var expected = new RunFolder(spec with { Train = spec.Train with { Parallel = ParallelMode.Replicas } });
        using var job = new RunFolder(spec);
        expected.Train();

        BufferedCommandResult run = await Mpirun.Of("-n", "2", "dotnet", Mpirun.Trainer, "train", job.Paths.Folder, "--cache", folder.Cache).EndAsync();

        Assert.True(run.ExitCode == TrainerExitCode.Success, run.StandardError);
        Assert.Equal(expected.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss)), job.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss)));
        Assert.Empty(job.Result.Warnings);
        Assert.Equal([".lock", ".lock", ".pixels", ".pixels"], Directory.GetFiles(folder.Cache).Select(Path.GetExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_trainer_that_was_killed_while_it_decoded_lets_the_next_one_go_on()
    {
        using (folder.Read())
        {
        }

        string file = folder.TrainFile;
        File.Delete(file);
        using Process holder = Process.Start("flock", ["--exclusive", "--close", $"{file}.lock", "sleep", "600"]);
        Assert.True(SpinWait.SpinUntil(() => !CanBeOpened($"{file}.lock"), TimeSpan.FromMinutes(1)));
        Task<Dataset> reading = Task.Run(() => folder.Read());
        Assert.True(SpinWait.SpinUntil(() => folder.Lines.Any(line => line.StartsWith("waits", StringComparison.Ordinal)), TimeSpan.FromMinutes(1)));
        Assert.False(reading.IsCompleted);

        holder.Kill(entireProcessTree: true);

        using Dataset data = await reading.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, data.Train.Count);
    }

    public void Dispose() => folder.Dispose();

    private static bool CanBeOpened(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Task<BufferedCommandResult> Train(RunFolder run) => Cli.Wrap("dotnet")
        .WithArguments([typeof(Trainer.Loop.RunHost).Assembly.Location, "train", run.Paths.Folder, "--cache", folder.Cache])
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync();
}
