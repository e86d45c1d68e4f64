using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Reporting.Cells;

[JsonConverter(typeof(SnakeCaseEnumConverter<CellStatus>))]
internal enum CellStatus
{
    /// <summary>All repeats finished.</summary>
    Finished,

    /// <summary>Some repeats finished.</summary>
    Partial,

    /// <summary>No repeat finished, and at least one failed.</summary>
    Failed,

    /// <summary>No repeat finished or failed, and at least one began.</summary>
    Interrupted,

    /// <summary>No repeat began.</summary>
    NotRun,
}
