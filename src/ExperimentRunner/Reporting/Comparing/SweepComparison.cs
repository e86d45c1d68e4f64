using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>Two sweeps, cell by cell. Cells are the same if their settings are, whatever the sweeps are called.</summary>
internal sealed record SweepComparison
{
    public required SweepSamples Before { get; init; }

    public required SweepSamples After { get; init; }

    /// <summary>What differs between the machines; speeds then say little.</summary>
    public required IReadOnlyList<string> MachineDifferences { get; init; }

    /// <summary>In the order of the first sweep.</summary>
    public required IReadOnlyList<CellChange> Cells { get; init; }

    /// <summary>Cells of the first sweep that the second lacks.</summary>
    public required IReadOnlyList<CellSamples> Gone { get; init; }

    /// <summary>Cells of the second sweep that the first lacks.</summary>
    public required IReadOnlyList<CellSamples> Added { get; init; }

    /// <summary>Speeds and accuracies that were compared with at least two repeats on both sides.</summary>
    public required int Tests { get; init; }

    public bool HasRegressed => Cells.Any(cell => cell.IsRegression);

    public static SweepComparison Of(SweepSamples before, SweepSamples after)
    {
        Dictionary<string, CellSamples> later = after.Cells.ToDictionary(cell => cell.CellId);
        HashSet<string> earlier = [.. before.Cells.Select(cell => cell.CellId)];
        CellChange[] changes = [.. before.Cells.Where(cell => later.ContainsKey(cell.CellId)).Select(cell => CellChange.Of(cell, later[cell.CellId]))];
        double[] pValues = [.. changes.SelectMany(change => change.PValues)];
        double largestReal = Holm.LargestReal(pValues);
        return new()
        {
            Before = before,
            After = after,
            MachineDifferences = before.Machine.DifferencesFrom(after.Machine),
            Cells = [.. changes.Select(change => change.Judged(largestReal))],
            Tests = pValues.Length,
            Gone = [.. before.Cells.Where(cell => !later.ContainsKey(cell.CellId))],
            Added = [.. after.Cells.Where(cell => !earlier.Contains(cell.CellId))],
        };
    }
}
