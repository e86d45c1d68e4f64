using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Notes in <c>system.jsonl</c>, from beside the trainer, what the machine does while a run works.</summary>
/// <param name="process">The trainer's.</param>
/// <param name="interval">Between two samples.</param>
internal sealed class UsageSampler(RunPaths run, int process, TimeSpan interval, NvidiaSmi gpus, TimeProvider time)
{
    /// <summary>A run that ends sooner after a sample gets no further one for the rest.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private volatile UsedSettings? used;

    /// <summary>Why it gave up; null if it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Tells it which devices the run turned out to compute on.</summary>
    public void Notice(RunEvent happened) => used = happened switch
    {
        RunEvent.Started started => started.Used,
        RunEvent.Resumed resumed => resumed.Used,
        _ => used,
    };

    /// <summary>Works until the run has ended, and then once more for what came since.</summary>
    public async Task RunAsync(CancellationToken ended)
    {
        try
        {
            await SampleAsync(ended);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Fault = $"What the machine did is not noted any more: {exception.Message}";
        }
    }

    private async Task SampleAsync(CancellationToken ended)
    {
        int index = LineLogReader.Read(run.SystemSamples, CompactRunJson.Default.SystemSample).Values.Count;
        NetworkTraffic? begin = NetworkTraffic.Read();
        var before = Moment.Read(process, time);
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(interval, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = Moment.Read(process, time);
            if (ended.IsCancellationRequested && time.GetElapsedTime(before.Timestamp, now.Timestamp) < Shortest)
            {
                return;
            }

            Append(Sample(index++, before, now, begin) with { Gpus = await GpusAsync() });
            before = now;
        }
    }

    private SystemSample Sample(int index, Moment before, Moment now, NetworkTraffic? begin)
    {
        TimeSpan passed = time.GetElapsedTime(before.Timestamp, now.Timestamp);
        var drive = new DriveInfo(run.Folder);
        return new SystemSample
        {
            Index = index,
            Time = time.GetUtcNow(),
            Seconds = passed.TotalSeconds,
            CpuPercent = now.Cpu is { } cpu && before.Cpu is { } cpuBefore ? cpu.PercentSince(cpuBefore) : null,
            MemoryMegabytes = now.Memory?.UsedMegabytes,
            MemoryPercent = now.Memory?.UsedPercent,
            TrainerCpuPercent = 100 * (now.Trainer?.CpuSeconds - before.Trainer?.CpuSeconds) / passed.TotalSeconds,
            TrainerMemoryMegabytes = now.Trainer?.ResidentBytes / 1e6,
            DiskUsedMegabytes = (drive.TotalSize - drive.AvailableFreeSpace) / 1e6,
            DiskAvailableMegabytes = drive.AvailableFreeSpace / 1e6,
            NetworkReceivedMegabytes = (now.Network?.Received - begin?.Received) / 1e6,
            NetworkSentMegabytes = (now.Network?.Sent - begin?.Sent) / 1e6,
        };
    }

    private async Task<IReadOnlyList<GpuSample>> GpusAsync() => used is { Backend: Backend.Cuda } gpuRun ? await gpus.ReadAsync(gpuRun.Devices, time) : [];

    private void Append(SystemSample sample)
    {
        using var log = new LineLog<SystemSample>(run.SystemSamples, CompactRunJson.Default.SystemSample);
        log.Append(sample);
    }
}
