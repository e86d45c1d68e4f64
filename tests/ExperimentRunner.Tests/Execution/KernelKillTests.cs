using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

/// <summary>
/// The real trainer in a control group that is too small for it, until the kernel really kills it. Beside nothing else: whoever kills a trainer
/// meanwhile would have it taken for one without memory, since the kernel counts such kills for the whole machine.
/// </summary>
[Collection(nameof(KernelKillTests))]
[CollectionDefinition(nameof(KernelKillTests), DisableParallelization = true)]
public sealed class KernelKillTests : IDisposable
{
    private const long Limit = 700_000_000;

    /// <summary>Of any trainer that has begun. The last look at it may have been long before it was killed.</summary>
    private const long LeastPeak = 100_000_000;

    /// <summary>Far beyond the limit: a process that comes just near it is not killed but reads its own code from disk again and again.</summary>
    private const int ImagesAtOnce = 4096;

    private readonly TemporaryFolder folder = new();

    [SkippableFact]
    public async Task A_trainer_that_the_kernel_killed_is_out_of_memory_with_batch_precision_and_peak()
    {
        using MemoryGroup? group = MemoryGroup.TryMake(Limit);
        Skip.If(group is null, "No control group with a limit of memory can be made here (it takes root).");
        Skip.If(OutOfMemoryKills.Count().OnMachine is null, "This kernel does not count its kills for lack of memory (/proc/vmstat).");
        var run = new RunPaths(folder["run"]);
        RunSpec planned = Plans.Of([1]).Runs[0].Spec;
        await RunFolderReset.PrepareAsync(
            run,
            planned with { BatchPerDevice = ImagesAtOnce, Data = planned.Data with { Source = DataSource.Random, TrainImages = ImagesAtOnce } },
            TimeProvider.System,
            CancellationToken.None);
        var trainer = new TrainerCommand("sh", ["-c", $"echo $$ > {group.Processes}; exec dotnet {RealTrainer} train \"$@\"", "trainer"]);

        RunResult result = await new TrainerProcess(trainer, gracePeriod: TimeSpan.FromSeconds(1), TimeProvider.System)
            .RunAsync(run, RunLimits.None, _ => { }, new StopRequest(CancellationToken.None, CancellationToken.None));

        var failed = Assert.IsType<RunOutcome.Failed>(result.Outcome);
        Assert.True(failed.Kind == FailureKind.OutOfMemory, failed.Message);
        Assert.Equal(TrainerExitCode.Killed, failed.ExitCode);
        Assert.Contains($"{ImagesAtOnce} images on one device, in fp32, at ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("the kernel killed for lack of memory", failed.Message, StringComparison.Ordinal);
        // Pages that it shares with others, of libraries say, are resident but not counted for its group.
        Assert.InRange(result.PeakMemoryBytes!.Value, LeastPeak, 2 * Limit);
        Assert.Single(LineLogReader.Read(run.Events, CompactRunJson.Default.RunEvent).Values.OfType<RunEvent.OutOfMemory>());
    }

    public void Dispose() => folder.Dispose();

    private static string RealTrainer => FakeTrainerFile.Location.Replace("FakeTrainer", "Trainer", StringComparison.Ordinal);
}
