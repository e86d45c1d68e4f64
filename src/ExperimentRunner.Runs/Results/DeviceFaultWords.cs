namespace ExperimentRunner.Runs.Results;

/// <summary>Tells a failure of a device or of the link between devices from other failures.</summary>
public static class DeviceFaultWords
{
    // What CUDA says of errors that leave the process's context corrupt (cudaError_t in the CUDA runtime API: 700, 709, 710, 714 to 719, 214, 220, 226, 46),
    // what the driver writes to the log, and what NCCL's errors begin with.
    private static readonly string[] Words =
    [
        "an illegal memory access was encountered", "an illegal instruction was encountered", "misaligned address", "invalid program counter", "hardware stack error", "operation not supported on global/shared address space",
        "device-side assert triggered", "unspecified launch failure", "the launch timed out and was terminated", "uncorrectable ECC error", "uncorrectable NVLink error", "CUDA-capable device(s) is/are busy or unavailable",
        "GPU has fallen off the bus", "GPU is lost", "NVRM: Xid", "context is destroyed", "NCCL error", "ncclSystemError", "ncclInternalError", "ncclRemoteError", "ncclUnhandledCudaError",
    ];

    public static bool IsToldBy(string message) => Array.Exists(Words, words => message.Contains(words, StringComparison.OrdinalIgnoreCase));
}
