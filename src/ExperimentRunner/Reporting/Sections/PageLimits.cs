namespace ExperimentRunner.Reporting.Sections;

/// <summary>How much of what repeats itself a page shows; the files of the sweep have all of it.</summary>
internal static class PageLimits
{
    public const int Remarks = 50;
    public const int FoldedLogs = 20;
    public const int LinesOfOneLog = 20;

    private const int CharactersOfOneLine = 200;
    private const int CharactersOfOneMessage = 300;

    /// <summary>What is cut off stands in the run's own files.</summary>
    public static string CutMessage(string message) => PlainText.Cut(message, CharactersOfOneMessage);

    /// <inheritdoc cref="CutMessage"/>
    public static string CutLine(string line) => PlainText.Cut(line, CharactersOfOneLine);
}
