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
        RunOutcome.Cancelled => MlflowStatus.Killed,
        _ => throw new InvalidOperationException($"{outcome} is no outcome."),
    };

    /// <summary>Why it did not finish; null if it did.</summary>
    public static string? Failure(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Failed failed => $"{failed.Kind}: {failed.Message}\n{string.Join('\n', failed.LastLines)}".TrimEnd(),
        RunOutcome.Cancelled cancelled => $"Cancelled: {cancelled.Reason}",
        _ => null,
    };
}
