namespace ExperimentRunner.Reporting.Html;

/// <summary>Makes any text show as it is, in an element or a quoted attribute.</summary>
internal static class HtmlEscape
{
    public static string Line(string text) => Marks(PlainText.OneLine(text));

    /// <summary>With its line breaks.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => Marks(PlainText.Clean(line))));

    private static string Marks(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);
}
