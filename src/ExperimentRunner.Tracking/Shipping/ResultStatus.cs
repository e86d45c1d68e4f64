using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>How a run ended, in MLflow's words.</summary>
internal static class ResultStatus
{
    public static string Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Finished => MlflowStatus.Finished,
        RunOutcome.Failed => MlflowStatus.Failed,
        RunOutcome.Cancelled or RunOutcome.NotNeeded => MlflowStatus.Killed,
        _ => throw new InvalidOperationException($"{outcome} is no outcome."),
    };

    /// <summary>The run may be taken up from a checkpoint, so that its figures are not yet those that it comes to.</summary>
    public static bool MayGoOn(RunOutcome outcome) => outcome is RunOutcome.Cancelled or RunOutcome.Failed { Kind: FailureKind.Timeout or FailureKind.Crash or FailureKind.Stall or FailureKind.DeviceFault or FailureKind.DiskFull };

    /// <summary>Why it did not finish; null if it did.</summary>
    public static string? Failure(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Failed failed => $"{failed.Kind}: {failed.Message}\n{string.Join('\n', failed.LastLines)}".TrimEnd(),
        RunOutcome.Cancelled cancelled => $"Cancelled: {cancelled.Reason}",
        RunOutcome.NotNeeded spared => $"Not needed: {spared.Reason}",
        _ => null,
    };
}
