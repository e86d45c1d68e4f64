using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Usage;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Usage;

public sealed class SystemSummaryTests
{
    [Fact]
    public void Means_are_over_time_and_energy_is_power_times_time()
    {
        SystemSummary summary = SystemSummary.Of([Sample(10, cpu: 50, [Gpu(0, 80, 4000, 100), Gpu(1, 60, 5000, 50)]), Sample(30, cpu: 90, [Gpu(0, 100, 4500, 200), Gpu(1, 100, 3000, 100)])])!;

        Assert.Equal(2, summary.Samples);
        Assert.Equal(80, summary.CpuPercent);
        Assert.Equal(92.5, summary.GpuPercent);
        Assert.Equal(5000, summary.GpuMemoryMegabytes);
        Assert.Equal((150 * 10) + (300 * 30), summary.EnergyJoules);
    }

    [Fact]
    public void What_was_never_measured_is_unknown_and_not_zero()
    {
        SystemSummary summary = SystemSummary.Of([Sample(10, cpu: null, []), Sample(10, cpu: 40, [new GpuSample(0, null, null, null, null, null)])])!;

        Assert.Equal(new SystemSummary(2, 40, null, null, null, null), summary);
    }

    [Fact]
    public void Deviations_are_over_time()
    {
        SystemSummary summary = SystemSummary.Of([Sample(30, cpu: 50, [Gpu(0, 100, 1, 1)]) with { TrainerCpuPercent = 200 }, Sample(10, cpu: 50, [Gpu(0, 0, 1, 1)]) with { TrainerCpuPercent = 200 }])!;

        Assert.Equal(100 * Math.Sqrt(0.75 * 0.25), summary.GpuDeviation!.Value, 1e-9);
        Assert.Equal(0, summary.TrainerCpuDeviation);
    }

    [Fact]
    public void A_sample_counts_for_the_gravest_cause_on_any_gpu()
    {
        GpuThrottling throttling = SystemSummary.Of(
        [
            Sample(30, cpu: null, [Held(ClockHold.None), Held(ClockHold.PowerCap)]),
            Sample(10, cpu: null, [Held(ClockHold.Heat), Held(ClockHold.PowerCap)]),
            Sample(60, cpu: null, [Held(ClockHold.None), Held(null)]),
            Sample(1000, cpu: null, [Held(null), Held(null)]),
        ])!.Throttling!;

        Assert.Equal(new GpuThrottling(PowerCap: 0.3, Hardware: 0, PowerBrake: 0, Heat: 0.1), throttling);
    }

    [Fact]
    public void A_run_without_samples_has_no_summary()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(SystemSummary.Read(new RunPaths(folder.Path)));
    }

    [Fact]
    public void Samples_are_read_as_they_were_written()
    {
        using var folder = new TemporaryFolder();
        var run = new RunPaths(folder.Path);
        using (var log = new LineLog<SystemSample>(run.SystemSamples, CompactRunJson.Default.SystemSample))
        {
            log.Append(Sample(10, cpu: 25, [Gpu(0, 80, 4000, 100)]));
        }

        Assert.Equal(new SystemSummary(1, 25, null, 80, 4000, 1000), SystemSummary.Read(run));
    }

    private static GpuSample Gpu(int index, double percent, double memory, double watts) => new(index, percent, memory, 8000, watts, 300);

    private static GpuSample Held(ClockHold? hold) => Gpu(0, 100, 1, 1) with { ClockHold = hold };

    private static SystemSample Sample(double seconds, double? cpu, IReadOnlyList<GpuSample> gpus) =>
        new() { Index = 0, Time = DateTimeOffset.UnixEpoch, Seconds = seconds, CpuPercent = cpu, Gpus = gpus };
}
