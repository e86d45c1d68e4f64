using System.Runtime.Versioning;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Usage;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Sampling;

/// <summary>Beside the fake trainer, which takes three seconds.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UsageSamplerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RunPaths run;

    public UsageSamplerTests()
    {
        run = new RunPaths(folder["run"]);
        StandInProgram.NvidiaSmi(folder.Path, "0, GPU-a, 80, 1000, 16000, 100, 300\n1, GPU-b, 60, 2000, 16000, 200, 300");
    }

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task A_run_on_a_cpu_is_sampled_from_its_beginning_to_its_end_and_no_gpu_with_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has /proc.");

        var interval = TimeSpan.FromSeconds(0.4);
        long begin = TimeProvider.System.GetTimestamp();

        RunResult result = await RunAsync(Backend.Cpu, interval);

        TimeSpan took = TimeProvider.System.GetElapsedTime(begin);
        IReadOnlyList<SystemSample> samples = Samples();
        Assert.InRange(samples.Count, 3, (took / interval) + 1);
        Assert.Equal(Enumerable.Range(0, samples.Count), samples.Select(sample => sample.Index));
        Assert.All(samples, sample => Assert.True(sample is { CpuPercent: >= 0 and <= 100, MemoryMegabytes: > 0, DiskAvailableMegabytes: > 0, Gpus: [] }, sample.ToString()));
        Assert.Contains(samples, sample => sample.TrainerMemoryMegabytes > 1);
        Assert.Equal(SystemSummary.Of(samples), result.Usage);
    }

    [Fact]
    public async Task A_run_on_gpus_has_those_that_it_uses_and_their_energy()
    {
        RunResult result = await RunAsync(Backend.Cuda, TimeSpan.FromSeconds(0.4), visibleDevices: "1");

        IReadOnlyList<SystemSample> samples = Samples();
        SystemSample[] onGpu = [.. samples.Where(sample => sample.Gpus.Count > 0)];
        Assert.NotEmpty(onGpu);
        Assert.All(onGpu, sample => Assert.Equal(60, Assert.Single(sample.Gpus).UtilizationPercent));
        Assert.Equal(60, result.Usage!.GpuPercent!.Value, tolerance: 1e-6);
        Assert.Equal(200 * onGpu.Sum(sample => sample.Seconds), result.Usage.EnergyJoules!.Value, tolerance: 1e-6);
    }

    [Fact]
    public async Task A_run_that_goes_on_goes_on_counting_its_samples()
    {
        await RunAsync(Backend.Cpu, TimeSpan.FromSeconds(1));
        int first = Samples().Count;

        await TrainAsync(TimeSpan.FromSeconds(1), visibleDevices: null);

        Assert.True(Samples().Count > first);
        Assert.Equal(Enumerable.Range(0, Samples().Count), Samples().Select(sample => sample.Index));
    }

    [Fact]
    public async Task A_short_run_gets_one_sample_of_all_of_it()
    {
        RunResult result = await RunAsync(Backend.Cpu, TimeSpan.FromHours(1));

        Assert.Equal(1, result.Usage?.Samples);
        Assert.InRange(Assert.Single(Samples()).Seconds, 1, 60);
    }

    [Fact]
    public async Task Samples_that_can_not_be_read_end_no_run_and_are_told()
    {
        Prepare(Backend.Cpu);
        await File.WriteAllTextAsync(run.SystemSamples, "{ no sample\n");

        RunResult result = await TrainAsync(TimeSpan.FromSeconds(1), visibleDevices: null);

        Assert.IsType<RunOutcome.Finished>(result.Outcome);
        Assert.Contains("system.jsonl: byte 0", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Null(result.Usage);
    }

    private IReadOnlyList<SystemSample> Samples() => LineLogReader.Read(run.SystemSamples, CompactRunJson.Default.SystemSample).Values;

    private async Task<RunResult> RunAsync(Backend backend, TimeSpan interval, string? visibleDevices = null)
    {
        Prepare(backend);
        return await TrainAsync(interval, visibleDevices);
    }

    private void Prepare(Backend backend)
    {
        Directory.CreateDirectory(run.Folder);
        WholeFile.WriteJson(run.Spec, Plans.Of([2]).Runs[0].Spec with { Backend = backend }, RunJson.Default.RunSpec);
    }

    private async Task<RunResult> TrainAsync(TimeSpan interval, string? visibleDevices)
    {
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var slow = new TrainerCommand("env", ["FAKE_TRAINER=run=Slow", command.FileName, .. command.Arguments]);
        var process = new TrainerProcess(slow, gracePeriod: TimeSpan.FromSeconds(1), TimeProvider.System)
        {
            Sampling = new SamplingSettings(interval, visibleDevices) { NvidiaSmi = folder["nvidia-smi"] },
        };
        return await process.RunAsync(run, RunLimits.None, _ => { }, new StopRequest(CancellationToken.None, CancellationToken.None));
    }
}
