using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>What TorchSharp does not tell of GPUs, asked of the CUDA driver. Has not run on a GPU yet.</summary>
internal static unsafe partial class CudaDriver
{
    private const string Library = "libcuda.so.1";

    // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR in cuda.h.
    private const int ComputeCapabilityMajor = 75;

    public static string DeviceName(int index)
    {
        byte* name = stackalloc byte[256];
        Check(cuDeviceGetName(name, 256, Device(index)));
        return Marshal.PtrToStringUTF8((nint)name)!;
    }

    /// <summary>Ampere (compute capability 8) and newer multiply bfloat16 themselves.</summary>
    public static bool HasNativeBf16(int index)
    {
        Check(cuDeviceGetAttribute(out int major, ComputeCapabilityMajor, Device(index)));
        return major >= 8;
    }

    /// <summary>For example <c>0000:3B:00.0</c>: names a GPU to other libraries, which may count in another order.</summary>
    public static string PciBusId(int index)
    {
        byte* name = stackalloc byte[32];
        Check(cuDeviceGetPCIBusId(name, 32, Device(index)));
        return Marshal.PtrToStringUTF8((nint)name)!;
    }

    /// <summary>Makes a GPU the current one of this thread, as cudaSetDevice does.</summary>
    public static void Use(int index)
    {
        Check(cuDevicePrimaryCtxRetain(out nint context, Device(index)));
        Check(cuCtxSetCurrent(context));
    }

    private static int Device(int index)
    {
        Check(cuInit(0));
        Check(cuDeviceGet(out int device, index));
        return device;
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"The CUDA driver returned error {result} (CUresult in cuda.h).");
        }
    }

    [LibraryImport(Library)]
    private static partial int cuInit(uint flags);

    [LibraryImport(Library)]
    private static partial int cuDeviceGet(out int device, int ordinal);

    [LibraryImport(Library)]
    private static partial int cuDeviceGetName(byte* name, int length, int device);

    [LibraryImport(Library)]
    private static partial int cuDeviceGetPCIBusId(byte* name, int length, int device);

    [LibraryImport(Library)]
    private static partial int cuDevicePrimaryCtxRetain(out nint context, int device);

    [LibraryImport(Library)]
    private static partial int cuCtxSetCurrent(nint context);

    [LibraryImport(Library)]
    private static partial int cuDeviceGetAttribute(out int value, int attribute, int device);
}
