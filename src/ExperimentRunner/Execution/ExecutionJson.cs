using System.Text.Json.Serialization;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Execution.Slurm;

namespace ExperimentRunner.Execution;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(SlurmSubmission))]
[JsonSerializable(typeof(LeaseClaim))]
internal sealed partial class ExecutionJson : JsonSerializerContext;
