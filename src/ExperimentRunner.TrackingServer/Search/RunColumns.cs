using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>The names by which a search may speak of runs.</summary>
internal static class RunColumns
{
    public const string RunId = "r.run_uuid";

    public static RunEntity EntityOf(string? written) => written switch
    {
        null or "attribute" or "attributes" or "attr" or "run" => RunEntity.Attribute,
        "metric" or "metrics" => RunEntity.Metric,
        "param" or "params" or "parameter" or "parameters" => RunEntity.Parameter,
        "tag" or "tags" => RunEntity.Tag,
        "dataset" or "datasets" => RunEntity.Dataset,
        _ => throw MlflowFault.Invalid(
            $"Invalid entity type '{written}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"),
    };

    public static string ForFilter(string key) => Column(key)
        ?? throw Invalid(key, "'Created', 'Run Name', 'Run name', 'artifact_uri', 'created', 'end_time', 'run name', 'run_id', 'run_name', 'start_time', 'status', 'user_id'");

    public static string ForOrder(string key) => Column(key)
        ?? throw Invalid(key, "'Created', 'artifact_uri', 'created', 'end_time', 'run_id', 'run_name', 'start_time', 'status', 'user_id'");

    public static bool IsNumber(string column) => column is "r.start_time" or "r.end_time";

    private static string? Column(string key) => key switch
    {
        "run_id" => RunId,
        "run_name" or "run name" or "Run name" or "Run Name" => "r.name",
        "status" => "r.status",
        "start_time" or "created" or "Created" => "r.start_time",
        "end_time" => "r.end_time",
        "user_id" => "r.user_id",
        "artifact_uri" => "r.artifact_uri",
        _ => null,
    };

    private static MlflowFault Invalid(string key, string valid) =>
        MlflowFault.Invalid($"Invalid attribute key '{key}' specified. Valid keys are '{{{valid}}}'");
}
