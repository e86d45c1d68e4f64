using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>What NVIDIA's management library tells of a GPU's memory. Has not run on a GPU yet.</summary>
internal static unsafe partial class NvidiaMemory
{
    private const string Library = "libnvidia-ml.so.1";

    /// <param name="index">As CUDA counts, which may differ from how the management library counts.</param>
    /// <returns>Null without the library, or if it refuses.</returns>
    public static long? UsedBytes(int index)
    {
        if (!NativeLibrary.TryLoad(Library, out nint _) || nvmlInit_v2() != 0)
        {
            return null;
        }

        try
        {
            return nvmlDeviceGetHandleByPciBusId_v2(CudaDriver.PciBusId(index), out nint device) == 0
                && nvmlDeviceGetMemoryInfo(device, out MemoryInfo memory) == 0
                ? (long)memory.Used
                : null;
        }
        finally
        {
            _ = nvmlShutdown();
        }
    }

    [LibraryImport(Library)]
    private static partial int nvmlInit_v2();

    [LibraryImport(Library)]
    private static partial int nvmlShutdown();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int nvmlDeviceGetHandleByPciBusId_v2(string busId, out nint device);

    [LibraryImport(Library)]
    private static partial int nvmlDeviceGetMemoryInfo(nint device, out MemoryInfo memory);

    /// <summary>nvmlMemory_t, in bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct MemoryInfo(ulong Total, ulong Free, ulong Used);
}
