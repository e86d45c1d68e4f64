using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>How a checkpoint's progress is written. Numbers come back bit for bit.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunProgress))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
