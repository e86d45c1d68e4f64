using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>Says in a result what it took to come to it.</summary>
internal static class AttemptsText
{
    /// <param name="result">Of the last attempt.</param>
    /// <param name="history">The attempts before it, and the batch that it used.</param>
    /// <param name="remark">Why nothing more was tried, as a sentence; empty if that goes without saying.</param>
    public static RunResult Told(RunResult result, AttemptHistory history, string remark, RunSpec asked)
    {
        bool isChanged = history.Changes(asked);
        if (!isChanged && history.Failed.Count == 0 && remark.Length == 0)
        {
            return result;
        }

        string[] warnings =
        [
            .. isChanged ? [$"The run {BatchHalving.Describe(history, asked)}, since {history.Reason}"] : Array.Empty<string>(),
            .. history.Failed.Any(attempt => attempt.BatchPerDevice == history.BatchPerDevice) ? [$"The run was tried {history.Failed.Count + 1} times; attempts in result.json says why."] : Array.Empty<string>(),
        ];
        return result with
        {
            Outcome = result.Outcome is RunOutcome.Failed failed && remark.Length > 0 ? failed with { Message = $"{failed.Message} {remark}" } : result.Outcome,
            Attempts = [.. history.Failed, history.Attempt(result)],
            Warnings = [.. result.Warnings, .. warnings],
        };
    }
}
