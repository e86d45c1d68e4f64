using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>
/// Keeps glibc's malloc from returning big blocks to the kernel after every step: the page faults of the next step cost more than its
/// convolutions.
/// </summary>
internal static partial class HostAllocator
{
    // From malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;

    /// <summary>To be called before libtorch is loaded. Does nothing where the C library is not glibc.</summary>
    /// <returns>Whether all three settings were taken.</returns>
    public static bool KeepBigBlocks()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out nint _))
        {
            return false;
        }

        return MallOpt(MmapThreshold, 1 << 30) == 1 & MallOpt(TrimThreshold, int.MaxValue) == 1 & MallOpt(TopPad, 256 << 20) == 1;
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
