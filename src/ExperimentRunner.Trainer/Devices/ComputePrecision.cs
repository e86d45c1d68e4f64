using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>The number format that a wish for mixed precision comes to on given devices.</summary>
/// <param name="Warning">Set where the wish could not be met.</param>
internal sealed record ComputePrecision(Precision Precision, string? Warning = null)
{
    public static ComputePrecision Choose(Amp amp, ComputeDevices devices) => amp == Amp.On
        ? Best(devices, hasNativeBf16: devices.Backend == Backend.Cuda ? CudaDriver.HasNativeBf16(0) : Processor.HasNativeBf16())
        : Exactly(amp, devices);

    /// <summary>What `amp: on` comes to.</summary>
    public static ComputePrecision Best(ComputeDevices devices, bool hasNativeBf16)
    {
        if (hasNativeBf16)
        {
            return new ComputePrecision(Precision.Bf16);
        }

        return devices.Backend == Backend.Cuda
            ? new ComputePrecision(Precision.Fp16)
            : new ComputePrecision(Precision.Fp32, $"amp: on was not met: {devices.Name} has no native bf16 (AVX512_BF16 or AMX), so the run used fp32.");
    }

    private static ComputePrecision Exactly(Amp amp, ComputeDevices devices) => amp switch
    {
        Amp.Bf16 => new ComputePrecision(Precision.Bf16),
        Amp.Fp16 => new ComputePrecision(Precision.Fp16, devices.Backend == Backend.Cpu ? Fp16OnCpu(devices) : null),
        _ => new ComputePrecision(Precision.Fp32),
    };

    private static string? Fp16OnCpu(ComputeDevices devices) => Processor.HasNativeFp16()
        ? null
        : $"amp: fp16 is what it says, but {devices.Name} does not compute fp16 itself (AVX512_FP16 or AMX), so it takes many times as long as fp32.";
}
