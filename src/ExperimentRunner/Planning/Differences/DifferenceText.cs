using System.Globalization;

namespace ExperimentRunner.Planning.Differences;

/// <summary>Tells a difference of plans in a few lines.</summary>
internal static class DifferenceText
{
    private const int MostCells = 20;

    public static IReadOnlyList<string> Lines(PlanDifference difference) => difference.IsNone
        ? [$"As sweep {difference.SweepId}: the same {Count(difference.SameCells, "cell")}, the same {Count(difference.SameRuns, "run")}{Done(difference)}"]
        :
        [
            string.Create(CultureInfo.InvariantCulture, $"Against sweep {difference.SweepId}: +{difference.NewCells.Count} -{difference.DroppedCells.Count} cells, {difference.SameCells} the same{Changed(difference)}"),
            .. Cells("new", difference.NewCells),
            .. Cells("gone", difference.DroppedCells),
            .. difference.Changes.Select(change => $"  {change.Name}: {change.Before} -> {change.After}"),
            $"  runs: {Number(difference.NewRuns)} new, {Number(difference.DroppedRuns)} dropped, {Number(difference.SameRuns)} kept{Done(difference)}",
        ];

    private static string Changed(PlanDifference difference) => difference.ChangedCells == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {difference.ChangedCells} changed by what all runs share or by the baseline");

    private static IEnumerable<string> Cells(string what, IReadOnlyList<string> cells) =>
    [
        .. cells.Take(MostCells).Select(cell => $"  {what}: {cell}"),
        .. cells.Count > MostCells ? [string.Create(CultureInfo.InvariantCulture, $"  and {cells.Count - MostCells} more that are {what}; --format=json names all")] : (string[])[],
    ];

    private static string Done(PlanDifference difference) => difference is { SameRuns: > 0, DoneRuns: { } done } ? $", {Number(done)} of them done" : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
