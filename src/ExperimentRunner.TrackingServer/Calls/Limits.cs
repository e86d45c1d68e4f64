namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>MLflow's limits (<c>mlflow/utils/validation.py</c>), in characters or entries.</summary>
internal static class Limits
{
    public const int Key = 250;
    public const int ParamValue = 6000;
    public const int TagValue = 8000;
    public const int ExperimentTagValue = 5000;
    public const int ExperimentName = 500;
    public const int MetricsInABatch = 1000;
    public const int ParamsInABatch = 100;
    public const int TagsInABatch = 100;
    public const int AllInABatch = 1000;
}
