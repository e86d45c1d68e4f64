using System.Runtime.Versioning;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Runs.Usage;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Sampling;

/// <summary>With a script in the tool's place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NvidiaSmiTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, 2, new[] { 10.0, 20.0 })]
    [InlineData("2,0", 2, new[] { 30.0, 10.0 })]
    [InlineData("2,0", 1, new[] { 30.0 })]
    [InlineData("GPU-bbbb", 1, new[] { 20.0 })]
    [InlineData("7", 1, new double[0])]
    [InlineData("", 1, new double[0])]
    public async Task Only_the_devices_of_the_run_are_told_in_its_order(string? visible, int devices, double[] utilizations)
    {
        IReadOnlyList<GpuSample> gpus = await Smi(visible, """
            0, GPU-aaaa-1, 10, 1000, 16000, 60.5, 300.00
            1, GPU-bbbb-2, 20, 2000, 16000, 70.5, 300.00
            2, GPU-cccc-3, 30, 3000, 16000, 80.5, 300.00
            """).ReadAsync(devices, TimeProvider.System);

        Assert.Equal(utilizations, gpus.Select(gpu => gpu.UtilizationPercent!.Value));
        Assert.Equal(Enumerable.Range(0, utilizations.Length), gpus.Select(gpu => gpu.Index));
    }

    [Fact]
    public async Task Mebibytes_become_megabytes_and_what_a_gpu_does_not_know_stays_unknown()
    {
        IReadOnlyList<GpuSample> gpus = await Smi(null, "0, GPU-a, 97, 1000, 16384, [N/A], [Not Supported]").ReadAsync(1, TimeProvider.System);

        Assert.Equal([new GpuSample(0, 97, 1048.576, 17179.869184, null, null)], gpus);
    }

    [Theory]
    [InlineData("0x0000000000000000", ClockHold.None)]
    [InlineData("0x0000000000000001", ClockHold.None)]
    [InlineData("0x0000000000000004", ClockHold.PowerCap)]
    [InlineData("0x0000000000000008", ClockHold.Hardware)]
    [InlineData("0x000000000000000C", ClockHold.Hardware)]
    [InlineData("0x0000000000000088", ClockHold.PowerBrake)]
    [InlineData("0x0000000000000020", ClockHold.Heat)]
    [InlineData("0x00000000000000cc", ClockHold.Heat)]
    [InlineData("[N/A]", null)]
    public async Task The_gravest_reason_for_lower_clocks_is_told(string mask, ClockHold? hold) =>
        Assert.Equal(hold, Assert.Single(await Smi(null, $"0, GPU-a, 97, 1000, 16384, 200, 300, {mask}").ReadAsync(1, TimeProvider.System)).ClockHold);

    [Fact]
    public async Task A_tool_that_knows_no_reasons_is_asked_for_the_rest()
    {
        string old = StandInProgram.Write(folder["old"], """
            case "$1" in *clocks*) echo 'Field "clocks_throttle_reasons.active" is not a valid field to query.'; exit 2;; esac
            echo '0, GPU-a, 97, 1000, 16384, 200, 300'
            """);

        GpuSample gpu = Assert.Single(await new NvidiaSmi(null, old).ReadAsync(1, TimeProvider.System));

        Assert.Equal((97, null), (gpu.UtilizationPercent, gpu.ClockHold));
    }

    [Fact]
    public async Task A_tool_that_is_not_there_or_fails_tells_of_no_gpu()
    {
        string failing = StandInProgram.Write(folder["failing"], "echo 'NVIDIA-SMI has failed'; exit 9");

        Assert.Empty(await new NvidiaSmi(null, folder["nowhere"]).ReadAsync(1, TimeProvider.System));
        Assert.Empty(await new NvidiaSmi(null, failing).ReadAsync(1, TimeProvider.System));
    }

    private NvidiaSmi Smi(string? visible, string csv) => new(visible, StandInProgram.NvidiaSmi(folder.Path, csv));
}
