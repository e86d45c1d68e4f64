namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The states of a run.</summary>
public static class MlflowStatus
{
    public const string Running = "RUNNING";
    public const string Scheduled = "SCHEDULED";
    public const string Finished = "FINISHED";
    public const string Failed = "FAILED";
    public const string Killed = "KILLED";
}
