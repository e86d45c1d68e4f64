using ExperimentRunner.Execution.Devices;

namespace ExperimentRunner.Tests.Execution.Devices;

public sealed class VisibleDevicesTests
{
    private static readonly string[] All = ["GPU-aaaa-1", "GPU-bbbb-2", "GPU-cccc-3"];

    [Theory]
    [InlineData(null, new[] { "GPU-aaaa-1", "GPU-bbbb-2", "GPU-cccc-3" })]
    [InlineData("2,0", new[] { "GPU-cccc-3", "GPU-aaaa-1" })]
    [InlineData("GPU-bbbb, 0", new[] { "GPU-bbbb-2", "GPU-aaaa-1" })]
    [InlineData("1,7,0", new[] { "GPU-bbbb-2" })]
    [InlineData("1,1", new[] { "GPU-bbbb-2" })]
    [InlineData("", new string[0])]
    [InlineData("-1", new string[0])]
    [InlineData("MIG-1234", new[] { "MIG-1234" })]
    public void They_are_read_as_cuda_reads_them(string? text, string[] expected) => Assert.Equal(expected, VisibleDevices.Of(text, All));
}
