using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Tells an exception for what it is to the user of a run.</summary>
internal static class FailureCause
{
    // What libtorch's CUDA and CPU allocators say.
    private static readonly string[] OutOfMemoryWords = ["out of memory", "can't allocate memory", "DefaultCPUAllocator", "std::bad_alloc"];

    public static FailureKind Of(Exception exception) => exception switch
    {
        AggregateException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => FailureKind.OutOfMemory,
        ExternalException native when Array.Exists(OutOfMemoryWords, words => native.Message.Contains(words, StringComparison.OrdinalIgnoreCase)) => FailureKind.OutOfMemory,
        DivergedException => FailureKind.Diverged,
        BadSpecException => FailureKind.BadSpec,
        BadDataException => FailureKind.BadData,
        _ => FailureKind.Crash,
    };
}
