using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Devices;

public sealed class ComputePrecisionTests
{
    private static readonly ComputeDevices OneCpu = new(Backend.Cpu, [CPU], ThreadsPerDevice: 1, Name: "some CPU");

    [Theory]
    [InlineData(Amp.Off, Precision.Fp32)]
    [InlineData(Amp.Bf16, Precision.Bf16)]
    public void Exact_wishes_are_met(Amp amp, Precision expected) => Assert.Equal(new ComputePrecision(expected), ComputePrecision.Choose(amp, OneCpu));

    [Fact]
    public void Fp16_on_a_cpu_is_met_with_a_warning_where_it_is_not_native()
    {
        var choice = ComputePrecision.Choose(Amp.Fp16, OneCpu);

        Assert.Equal(Precision.Fp16, choice.Precision);
        Assert.Equal(Processor.HasNativeFp16(), choice.Warning is null);
    }

    [Fact]
    public void Amp_on_a_cpu_is_bf16_where_native_and_else_fp32_with_a_warning()
    {
        var choice = ComputePrecision.Choose(Amp.On, OneCpu);

        Assert.Equal(Processor.HasNativeBf16() ? Precision.Bf16 : Precision.Fp32, choice.Precision);
        Assert.Equal(Processor.HasNativeBf16(), choice.Warning is null);
    }

    [Theory]
    [InlineData(Backend.Cpu, true, Precision.Bf16, false)]
    [InlineData(Backend.Cpu, false, Precision.Fp32, true)]
    [InlineData(Backend.Cuda, true, Precision.Bf16, false)]
    [InlineData(Backend.Cuda, false, Precision.Fp16, false)]
    public void Amp_is_the_best_that_a_device_computes_natively_and_a_warning_where_that_is_fp32(Backend backend, bool hasNativeBf16, Precision expected, bool warns)
    {
        var choice = ComputePrecision.Best(OneCpu with { Backend = backend }, hasNativeBf16);

        Assert.Equal(expected, choice.Precision);
        Assert.Equal(warns, choice.Warning is not null);
        Assert.True(!warns || choice.Warning!.Contains("some CPU has no native bf16", StringComparison.Ordinal));
    }

    [Fact]
    public void More_gpus_than_there_are_are_refused()
    {
        var error = Assert.Throws<BadSpecException>(() => ComputeDevices.Take(Backend.Cuda, 1000, 1));

        Assert.Contains("1000 CUDA device(s)", error.Message, StringComparison.Ordinal);
    }
}
