using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed unsafe class Bf16RoundingTests
{
    [Fact]
    public void Numbers_are_rounded_as_libtorch_rounds_them()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor values = cat([randn(8192) * 1e3, randn(4096) * 1e-38, Ties(), tensor(Special), tensor(Special).neg()]);
        Assert.Equal(0, values.numel() % 16);

        Assert.Equal(Words(values.to(ScalarType.BFloat16)), Rounded(values));
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = full(16, float.NaN);
        Tensor rounded = empty(16, ScalarType.BFloat16);

        Bf16Rounding.Round((ushort*)TensorMemory.Bytes(rounded), TensorMemory.Floats(values), 16);

        Assert.True(rounded.isnan().all().item<bool>());
    }

    private static float[] Special => [0, 1, float.Epsilon, float.MaxValue, float.PositiveInfinity, 1e-40f, 65504, 3.3895314e38f];

    /// <summary>Halfway between two numbers of bf16, the upper of which is even in every other case.</summary>
    private static Tensor Ties() => tensor((float[])[.. Enumerable.Range(0, 256).Select(i => BitConverter.Int32BitsToSingle(0x3F80_8000 + (i << 16)))]);

    private static ushort[] Rounded(Tensor values)
    {
        Tensor rounded = empty(values.numel(), ScalarType.BFloat16);
        Bf16Rounding.Round((ushort*)TensorMemory.Bytes(rounded), TensorMemory.Floats(values), values.numel());
        return Words(rounded);
    }

    private static ushort[] Words(Tensor bf16) => new Span<ushort>(TensorMemory.Bytes(bf16), (int)bf16.numel()).ToArray();
}
