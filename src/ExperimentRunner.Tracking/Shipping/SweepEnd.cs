using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Whether a sweep is at its end. The status is null while runs are to be done; the time is that of the last result.</summary>
internal sealed record SweepEnd(string? Status, DateTimeOffset? Time)
{
    public static SweepEnd Of(SweepFolder sweep)
    {
        RunResult?[] results = [.. sweep.Plan.Runs.Select(run => Read(sweep.Paths.Run(run.RunId)))];
        if (results.Any(result => result?.Outcome is null or RunOutcome.Cancelled))
        {
            return new SweepEnd(null, null);
        }

        string status = results.All(result => result!.Outcome is RunOutcome.Finished or RunOutcome.NotNeeded) ? MlflowStatus.Finished : MlflowStatus.Failed;
        return new SweepEnd(status, results.Length == 0 ? sweep.Plan.Created : results.Max(result => result!.Ended));
    }

    /// <summary>Null for a result that is not there or can't be read; the run itself says so in a tag.</summary>
    private static RunResult? Read(RunPaths run)
    {
        try
        {
            return WholeFile.ReadJson(run.Result, RunJson.Default.RunResult);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
