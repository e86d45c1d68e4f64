namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>MLflow's limits (<c>mlflow/utils/validation.py</c>), in characters or entries.</summary>
internal static class Limits
{
    public const int Key = 250;
    public const int ParamValue = 6000;
    public const int TagValue = 8000;
    public const int ExperimentTagValue = 5000;
    public const int ExperimentName = 500;
    public const int ArtifactLocation = 2048;
    public const int MetricsInABatch = 1000;
    public const int ParamsInABatch = 100;
    public const int TagsInABatch = 100;
    public const int AllInABatch = 1000;
    public const int DatasetName = 500;
    public const int DatasetDigest = 36;
    public const int DatasetSource = 65_535;
    public const int DatasetSchema = 1_048_575;
    public const int DatasetProfile = 16_777_215;
    public const int InputTagKey = 255;
    public const int InputTagValue = 500;
    public const int RunsInABulk = 100;
    public const int PointsInABulk = 25_000;
    public const int PointsOfARunInAnInterval = 2500;
    public const int ExperimentsOfDatasets = 20;

    /// <summary>Ours: SQLite joins at most 64 tables and nests conditions 1,000 deep.</summary>
    public const int FilterClauses = 200;

    /// <inheritdoc cref="FilterClauses"/>
    public const int OrderClauses = 50;
}
