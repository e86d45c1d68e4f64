using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>How predictions are written: snake_case, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PredictionDocument))]
internal sealed partial class PredictionJson : JsonSerializerContext;
