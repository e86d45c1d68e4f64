using System.Text.Json.Serialization;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>How requests and answers are written: snake_case, NaN and infinities as text, numbers also read from text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(CreateExperimentRequest))]
[JsonSerializable(typeof(CreateExperimentAnswer))]
[JsonSerializable(typeof(ExperimentAnswer))]
[JsonSerializable(typeof(NewRun))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(UpdateRunRequest))]
[JsonSerializable(typeof(SearchRunsRequest))]
[JsonSerializable(typeof(SearchRunsAnswer))]
[JsonSerializable(typeof(LogBatchRequest))]
[JsonSerializable(typeof(MetricsAnswer))]
[JsonSerializable(typeof(EmptyAnswer))]
internal sealed partial class MlflowJson : JsonSerializerContext;
