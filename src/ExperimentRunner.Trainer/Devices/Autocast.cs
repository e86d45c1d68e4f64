using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>
/// libtorch's autocast, which TorchSharp does not offer, for the calling thread until disposed; then its state is what it was before. The
/// symbols are those of libtorch 2.10's at::autocast; the weights that it cached are dropped at the outermost end, since the next step
/// changes them.
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
    private readonly bool wasEnabled;
    private readonly sbyte previousDtype;

    private Autocast(sbyte device, sbyte dtype)
    {
        this.device = device;
        wasEnabled = IsEnabled(device);
        previousDtype = Dtype(device);
        SetDtype(device, dtype);
        SetEnabled(device, true);
        _ = IncrementNesting();
    }

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

        return new Autocast(backend == Backend.Cuda ? CudaDevice : CpuDevice, dtype);
    }

    public void Dispose()
    {
        if (DecrementNesting() == 0)
        {
            ClearCache();
        }

        SetEnabled(device, wasEnabled);
        SetDtype(device, previousDtype);
    }

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb")]
    private static partial void SetEnabled(sbyte device, [MarshalAs(UnmanagedType.U1)] bool enabled);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast19is_autocast_enabledEN3c1010DeviceTypeE")]
    [return: MarshalAs(UnmanagedType.U1)]
    private static partial bool IsEnabled(sbyte device);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast18get_autocast_dtypeEN3c1010DeviceTypeE")]
    private static partial sbyte Dtype(sbyte device);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE")]
    private static partial void SetDtype(sbyte device, sbyte dtype);

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast17increment_nestingEv")]
    private static partial int IncrementNesting();

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast17decrement_nestingEv")]
    private static partial int DecrementNesting();

    [LibraryImport(Library, EntryPoint = "_ZN2at8autocast11clear_cacheEv")]
    private static partial void ClearCache();
}
