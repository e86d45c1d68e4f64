using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Results;

/// <summary>Why a run failed.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FailureKind>))]
public enum FailureKind
{
    /// <summary>Device or host memory did not suffice, or the kernel killed the process for it.</summary>
    OutOfMemory,

    /// <summary>The loss became NaN or infinite.</summary>
    Diverged,

    /// <summary>run.json can't be read or asks for what this machine can't do.</summary>
    BadSpec,

    /// <summary>The images can't be used.</summary>
    BadData,

    /// <summary>The run took longer than its limit and was ended.</summary>
    Timeout,

    /// <summary>Anything else: an unhandled error, a signal.</summary>
    Crash,

    /// <summary>A device or the link between devices failed: an error that a CUDA context does not get over, an Xid of the driver, NCCL.</summary>
    DeviceFault,

    /// <summary>The trainer gave no sign of life for longer than its limit and was ended.</summary>
    Stall,

    /// <summary>A disk is full.</summary>
    DiskFull,
}
