using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Json;

/// <summary>Writes enum members as they are written in YAML: <c>ImageFolder</c> is <c>image_folder</c>. Numbers are refused.</summary>
public sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
