using System.Text.Json.Serialization;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Whether a search shows what is there, what was deleted, or both.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MlflowView>))]
public enum MlflowView
{
    [JsonStringEnumMemberName("ACTIVE_ONLY")]
    ActiveOnly,

    [JsonStringEnumMemberName("DELETED_ONLY")]
    DeletedOnly,

    [JsonStringEnumMemberName("ALL")]
    All,
}
