using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Runs.Json;

/// <summary>How whole files of a run folder are written: snake_case, indented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(RunSpec))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(SweepPlan))]
[JsonSerializable(typeof(MachineDescription))]
[JsonSerializable(typeof(TrainerFacts))]
[JsonSerializable(typeof(IReadOnlyList<MergedShard>))]
[JsonSerializable(typeof(AttemptHistory))]
[JsonSerializable(typeof(RunPlacement))]
[JsonSerializable(typeof(ProcessIdentity))]
public sealed partial class RunJson : JsonSerializerContext;
