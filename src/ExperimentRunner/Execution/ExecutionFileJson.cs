using System.Text.Json.Serialization;
using ExperimentRunner.Execution.Attempts;

namespace ExperimentRunner.Execution;

/// <summary>How whole files of execution are written, other than those that the trainer reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Shortage))]
internal sealed partial class ExecutionFileJson : JsonSerializerContext;
