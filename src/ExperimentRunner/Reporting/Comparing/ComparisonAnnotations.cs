namespace ExperimentRunner.Reporting.Comparing;

/// <summary>Workflow commands by which GitHub shows regressions beside a change. It shows ten errors a step, so the rest is summed up.</summary>
internal static class ComparisonAnnotations
{
    private const int MostShown = 9;

    public static IEnumerable<string> Of(SweepComparison comparison)
    {
        CellChange[] regressed = [.. comparison.Cells.Where(cell => cell.IsRegression)];
        foreach (CellChange cell in regressed.Take(MostShown))
        {
            yield return $"::error title=Regressed::{Escape($"{cell.After.Label}: speed {ChangeText.Speed(cell.Speed)}, accuracy {ChangeText.Accuracy(cell.Accuracy)}")}";
        }

        if (regressed.Length > MostShown)
        {
            yield return $"::error title=Regressed::{FigureText.Count(regressed.Length - MostShown)} more cells regressed.";
        }
    }

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
