using ExperimentRunner.Reporting.Remarks;

namespace ExperimentRunner.Reporting.Json;

/// <summary>A cell that some figures are made without.</summary>
internal sealed record ExclusionDocument(string CellId, string From, string Reason)
{
    public static ExclusionDocument Of(Exclusion exclusion) => new(exclusion.Cell.Id, exclusion.From, exclusion.Reason);
}
