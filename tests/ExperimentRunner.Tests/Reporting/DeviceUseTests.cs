using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>What the samples beside the trainer say of the devices: made-up samples, as there is no GPU here.</summary>
public sealed class DeviceUseTests
{
    private const string LargerBatch = "Use a larger batch_per_device: the GPUs idle between kernels that are too short for them.";

    [Fact]
    public void Gpus_that_idle_while_arithmetic_takes_the_time_get_larger_batches_advised_before_all_else()
    {
        SpeedupReport report = Report(Gpu(percent: 45, deviation: 5));

        Bottleneck found = Assert.Single(report.Bottlenecks);
        Assert.True(found.LeavesDevicesIdle);
        Assert.Equal(LargerBatch, found.Advice[0].Text);
        Assert.Contains($"; yet its GPUs were busy 45 % of the time. {LargerBatch}", string.Join(' ', report.Verdict), StringComparison.Ordinal);
        Assert.Contains("the only cell: GPUs were busy 45 % of the time", MarkdownReport.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_has_what_larger_batches_did_where_the_matrix_tried_them()
    {
        SpeedupReport report = new SweepBuilder("batch_per_device")
            .Cell(new(1, 32), Sampled(Backend.Cuda, Gpu(45, 5), 100), Sampled(Backend.Cuda, Gpu(45, 5), 101), Sampled(Backend.Cuda, Gpu(45, 5), 102))
            .Cell(new(1, 64), Sampled(Backend.Cuda, Gpu(90, 5), 150), Sampled(Backend.Cuda, Gpu(90, 5), 152), Sampled(Backend.Cuda, Gpu(90, 5), 153))
            .Report();

        Assert.Equal(1.5, report.Bottlenecks[0].Advice[0].Measured!.Gain.Value, 0.01);
        Assert.False(report.Bottlenecks[1].LeavesDevicesIdle);
    }

    [Fact]
    public void Use_that_wavers_is_said_to()
    {
        SpeedupReport report = Report(Gpu(percent: 80, deviation: 41));

        Assert.StartsWith("Use wavers: ", Assert.Single(report.Bottlenecks).Advice[0].Text, StringComparison.Ordinal);
        Assert.Contains("GPUs were busy 80 % of the time, wavering by 41 %", MarkdownReport.Render(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 40, 100)]
    [InlineData(20, 0, 5)]
    public void Busy_devices_and_short_runs_are_not_accused(double percent, double deviation, int samples) =>
        Assert.False(Assert.Single(Report(Gpu(percent, deviation) with { Samples = samples }).Bottlenecks).LeavesDevicesIdle);

    [Fact]
    public void Devices_that_wait_for_data_get_the_advice_for_that()
    {
        SpeedupReport report = new SweepBuilder("devices")
            .Cell(new(1), Sampled(Backend.Cuda, Gpu(45, 5), 100, timing => timing with { Split = new StepSplit(5, 2, 3, 0, 0), EvaluationSeconds = 0 }))
            .Report();

        Bottleneck found = Assert.Single(report.Bottlenecks);
        Assert.False(found.LeavesDevicesIdle);
        Assert.DoesNotContain(found.Advice, advice => advice.Text == LargerBatch);
    }

    [Theory]
    [InlineData(1, 2, 120, 0.6)]
    [InlineData(2, 1, 190, 0.95)]
    [InlineData(2, 1, 230, 1)]
    public void A_cpu_is_as_busy_as_the_threads_that_it_was_given(int devices, int threads, double trainerPercent, double share)
    {
        SpeedupReport report = new SweepBuilder("devices").Cell(new(devices), Sampled(Backend.Cpu, Cpu(trainerPercent), 100, threads: threads)).Report();

        Assert.Equal(share, Assert.Single(report.Cells).Cell.DeviceUse!.Share, 1e-9);
    }

    [Fact]
    public void A_repeat_that_did_not_waver_counts_among_the_others()
    {
        SpeedupReport report = new SweepBuilder().Cell(new(1), Sampled(Backend.Cuda, Gpu(90, 0), 100), Sampled(Backend.Cuda, Gpu(90, 50), 100)).Report();

        Assert.Equal(0.25, Assert.Single(report.Cells).Cell.DeviceUse!.Deviation, 1e-9);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, double.NaN)]
    public void Samples_that_make_no_share_are_left_out(int threads, double trainerPercent) =>
        Assert.Null(Assert.Single(new SweepBuilder().Cell(new(1), Sampled(Backend.Cpu, Cpu(trainerPercent), 100, threads: threads)).Report().Cells).Cell.DeviceUse);

    [Fact]
    public void A_test_set_without_images_gives_no_accuracy()
    {
        SpeedupReport report = new SweepBuilder().Cell(new(1), Run.Finished(100, 0.9, result => result with { Epochs = [.. result.Epochs.Select(epoch => epoch with { Correct = 0, TestImages = 0 })] })).Report();

        Assert.Null(report.Cells[0].Cell.Figures.Accuracy);
        Assert.Null(report.Cells[0].Cell.Figures.BestAccuracy);
    }

    [Fact]
    public void Clocks_that_were_kept_down_are_a_difference_from_what_was_asked()
    {
        SpeedupReport report = Report(Gpu(95, 1) with { Throttling = new GpuThrottling(PowerCap: 0, Hardware: 0, PowerBrake: 0, Heat: 0.34) });

        Assert.Contains("the only cell: GPU clocks asked free, used kept down by heat for 34 % of the time at most (1 run)", MarkdownReport.Render(report), StringComparison.Ordinal);
        Assert.Contains("1 cell did not run as asked", string.Join(' ', report.Verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_that_were_free_are_no_remark() =>
        Assert.Empty(Report(Gpu(95, 1) with { Throttling = new GpuThrottling(0, 0, 0, 0) }).Remarks.Differences);

    private static SpeedupReport Report(SystemSummary usage) => new SweepBuilder().Cell(new(1), Sampled(Backend.Cuda, usage, 100)).Report();

    private static SystemSummary Gpu(double percent, double deviation) => new(20, 50, 100, percent, 900, null, TrainerCpuDeviation: 1, GpuDeviation: deviation);

    private static SystemSummary Cpu(double trainerPercent) => new(20, 100, trainerPercent, null, null, null, TrainerCpuDeviation: 1);

    private static RunSetup Sampled(Backend backend, SystemSummary usage, double imagesPerSecond, Func<RunTiming, RunTiming>? change = null, int threads = 1) => Run.Finished(imagesPerSecond, 0.9, result => result with
    {
        Usage = usage,
        Used = result.Used! with { Backend = backend, ThreadsPerDevice = threads },
        Timing = change is null ? result.Timing! with { EvaluationSeconds = 0 } : change(result.Timing!),
    });
}
