using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>How long a run kept its machine busy.</summary>
internal static class RunDuration
{
    /// <summary>Of a run that was interrupted and went on, without the time in which nobody worked on it.</summary>
    public static TimeSpan Of(RunResult result) => result is { Checkpoints.Resumes: > 0, Timing: { } timing }
        ? TimeSpan.FromSeconds(timing.WallSeconds)
        : result.Ended - result.Started;

    /// <summary>What of it went neither into training nor into evaluation: start, images, model, checkpoints.</summary>
    public static TimeSpan OverheadOf(RunResult result, RunTiming timing) =>
        TimeSpan.FromSeconds(Math.Max(0, Of(result).TotalSeconds - timing.TrainSeconds - timing.EvaluationSeconds));
}
