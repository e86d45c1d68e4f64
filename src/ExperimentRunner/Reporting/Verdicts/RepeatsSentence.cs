using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Says where one repeat is all there is; null where every measured cell has more.</summary>
internal static class RepeatsSentence
{
    public static string? Of(SpeedupReport report)
    {
        Spread[] speeds = [.. report.Cells.Select(cell => cell.Cell.Figures.ImagesPerSecond).OfType<Spread>()];
        int single = speeds.Count(speed => speed.Count == 1);
        return single switch
        {
            0 => null,
            _ when single == speeds.Length => "Every cell has one finished repeat: differences can't be told from noise.",
            1 => "1 cell has one finished repeat: its differences can't be told from noise.",
            _ => $"{FigureText.Count(single)} cells have one finished repeat: their differences can't be told from noise.",
        };
    }
}
