using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel.Nccl;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Tells an exception for what it is to the user of a run.</summary>
internal static class FailureCause
{
    public static FailureKind Of(Exception exception) => exception switch
    {
        AggregateException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => FailureKind.OutOfMemory,
        _ when DeviceFaultWords.IsToldBy(exception.Message) || exception is NcclException => FailureKind.DeviceFault,
        _ when FullDisk.IsMeantBy(exception) => FailureKind.DiskFull,
        ExternalException native when MemoryShortage.IsToldBy(native.Message) => FailureKind.OutOfMemory,
        DivergedException => FailureKind.Diverged,
        BadSpecException => FailureKind.BadSpec,
        BadDataException => FailureKind.BadData,
        _ => FailureKind.Crash,
    };
}
