using ExperimentRunner.Reporting.Remarks;

namespace ExperimentRunner.Reporting.Json;

/// <summary>A setting that <paramref name="Runs"/> repeats of a cell did not use as asked.</summary>
internal sealed record DifferenceDocument(string CellId, string Setting, string Asked, string Used, int Runs)
{
    public static DifferenceDocument Of(CellDifference found) =>
        new(found.Cell.Id, found.Difference.Setting, found.Difference.Asked, found.Difference.Used, found.Runs);
}
