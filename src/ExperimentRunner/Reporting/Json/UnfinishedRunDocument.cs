using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Json;

/// <summary>A planned run that did not finish; <see cref="FailureKind"/> is null if it did not fail.</summary>
internal sealed record UnfinishedRunDocument
{
    public required string RunId { get; init; }

    public required string CellId { get; init; }

    public required int Repeat { get; init; }

    public required string State { get; init; }

    public required FailureKind? FailureKind { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyList<string> LastLines { get; init; }

    public static UnfinishedRunDocument Of(RunTrouble trouble) => new()
    {
        RunId = trouble.Run.Planned.RunId,
        CellId = trouble.Cell.Id,
        Repeat = trouble.Run.Planned.Repeat,
        State = trouble.State,
        FailureKind = trouble.Kind,
        Message = trouble.Message,
        LastLines = trouble.LastLines,
    };
}
