using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>The one place that says what is done about which failure.</summary>
/// <param name="KeepsCheckpoint">The training did not cause it, so that the run may go on from its checkpoint.</param>
internal sealed record FailurePolicy(FailureAnswer Answer, bool KeepsCheckpoint)
{
    public static FailurePolicy Of(FailureKind kind) => kind switch
    {
        FailureKind.OutOfMemory => new(FailureAnswer.HalveBatch, KeepsCheckpoint: false),
        FailureKind.Diverged => new(FailureAnswer.Keep, KeepsCheckpoint: false),
        FailureKind.BadSpec => new(FailureAnswer.Keep, KeepsCheckpoint: false),
        FailureKind.BadData => new(FailureAnswer.Keep, KeepsCheckpoint: false),
        FailureKind.Timeout => new(FailureAnswer.Retry, KeepsCheckpoint: true),
        FailureKind.Crash => new(FailureAnswer.Retry, KeepsCheckpoint: true),
        FailureKind.Stall => new(FailureAnswer.Retry, KeepsCheckpoint: true),

        // A device that failed once is likely to fail again, and a sweep that goes on with it measures a broken machine: somebody has to look.
        FailureKind.DeviceFault => new(FailureAnswer.Keep, KeepsCheckpoint: true),
        FailureKind.DiskFull => new(FailureAnswer.StopSweep, KeepsCheckpoint: true),
    };
}
