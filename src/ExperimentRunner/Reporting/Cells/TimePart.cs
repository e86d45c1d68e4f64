using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>What time is spent on.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TimePart>))]
internal enum TimePart
{
    DataWait,
    Copy,
    Forward,
    Backward,
    Exchange,
    Optimizer,
    Evaluation,
}
