using System.Text.Json;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Ledgers;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What <c>result.json</c> says.</summary>
/// <param name="Result">Null if there is none, or none that can be read.</param>
/// <param name="Hash">Of the result; null without one. A runner may complete what a trainer left there.</param>
/// <param name="Unreadable">Why it can't be read.</param>
internal sealed record RunEnding(RunResult? Result, string? Hash, string? Unreadable)
{
    /// <summary>The run does no more steps, unless somebody has it done again.</summary>
    public bool IsFinal => Result?.Outcome is RunOutcome.Finished or RunOutcome.Failed or RunOutcome.NotNeeded;

    public static RunEnding Read(RunPaths run)
    {
        try
        {
            RunResult? result = WholeFile.ReadJson(run.Result, RunJson.Default.RunResult);
            return new RunEnding(result, result is null ? null : ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(result, RunJson.Default.RunResult)), null);
        }
        catch (InvalidDataException exception)
        {
            return new RunEnding(null, null, exception.Message);
        }
    }
}
