using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>
/// libtorch's autocast, which TorchSharp does not offer, for the calling thread until disposed. The symbols are those of libtorch 2.10's
/// at::autocast; the weights that it cached are dropped at the end, since the next step changes them.
/// </summary>
internal sealed partial class Autocast : IDisposable
{
    private const string Library = "torch_cpu";

    // c10/core/DeviceType.h and c10/core/ScalarType.h.
    private const sbyte CpuDevice = 0;
    private const sbyte CudaDevice = 1;
    private const sbyte Half = 5;
    private const sbyte BFloat16 = 15;

    private readonly sbyte device;

    private Autocast(sbyte device) => this.device = device;

    /// <summary>Null for fp32: there is nothing to switch on.</summary>
    public static Autocast? Begin(Backend backend, Precision precision)
    {
        sbyte? format = precision switch
        {
            Precision.Fp32 => null,
            Precision.Bf16 => BFloat16,
            Precision.Fp16 => Half,
        };
        if (format is not { } dtype)
        {
            return null;
        }

        sbyte device = backend == Backend.Cuda ? CudaDevice : CpuDevice;
        SetDtype(device, dtype);
        SetEnabled(device, true);
        _ = IncrementNesting();
        return new Autocast(device);
    }

    public void Dispose()
    {
        if (DecrementNesting() == 0)
        {
            ClearCache();
        }

        SetEnabled(device, false);
    }

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb")]
    private static partial void SetEnabled(sbyte device, [MarshalAs(UnmanagedType.U1)] bool enabled);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE")]
    private static partial void SetDtype(sbyte device, sbyte dtype);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast17increment_nestingEv")]
    private static partial int IncrementNesting();

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast17decrement_nestingEv")]
    private static partial int DecrementNesting();

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast11clear_cacheEv")]
    private static partial void ClearCache();
}
