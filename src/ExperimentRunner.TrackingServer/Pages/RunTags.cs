using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Tags that mean something to the pages.</summary>
internal static class RunTags
{
    public static string? Parent(RunAnswer run) => Value(run, "mlflow.parentRunId");

    /// <summary>What somebody wrote about the run.</summary>
    public static string? Note(RunAnswer run) => Value(run, "mlflow.note.content");

    private static string? Value(RunAnswer run, string key) => run.Data.Tags?.FirstOrDefault(tag => tag.Key == key)?.Value;
}
