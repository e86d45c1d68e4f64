using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>What follows an attempt that failed.</summary>
/// <param name="History">What to try next; null if nothing.</param>
/// <param name="Remark">Why nothing is tried, as a sentence; empty if that goes without saying.</param>
internal sealed record NextAttempt(AttemptHistory? History, string Remark)
{
    private static readonly NextAttempt Nothing = new(null, "");

    /// <summary>What a runner that was killed behind a failed attempt still owes; null if nothing.</summary>
    /// <param name="history">With that attempt, or without it.</param>
    public static AttemptHistory? Due(AttemptHistory history, RunResult failed, RunSpec asked) =>
        history.IsBehind(failed) ? history : After(history, history.Attempt(failed), asked).History;

    /// <param name="history">What was tried, without the attempt that failed.</param>
    /// <param name="ended">That attempt.</param>
    public static NextAttempt After(AttemptHistory history, RunAttempt ended, RunSpec asked)
    {
        if (ended.Failure is not { } kind)
        {
            return Nothing;
        }

        AttemptHistory longer = history with { Failed = [.. history.Failed, ended] };
        return FailurePolicy.Of(kind).Answer switch
        {
            FailureAnswer.Keep or FailureAnswer.StopSweep => Nothing,
            FailureAnswer.Retry => Retried(history) < history.Retries ? new NextAttempt(longer, "") : Nothing,
            FailureAnswer.HalveBatch => Halve(longer, asked),
        };
    }

    private static int Retried(AttemptHistory history) => history.Failed.Count(attempt => attempt.Failure is { } kind && FailurePolicy.Of(kind).Answer == FailureAnswer.Retry);

    private static NextAttempt Halve(AttemptHistory history, RunSpec asked)
    {
        string reason = $"memory did not suffice for {history.BatchPerDevice} images on each of {asked.Devices} device(s).";
        AttemptHistory? halved = BatchHalving.Halve(history, asked, reason, out string fault);
        return new NextAttempt(halved, fault);
    }
}
