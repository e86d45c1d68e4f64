using System.Globalization;

namespace ExperimentRunner.Reporting.Csv;

/// <summary>Rows of RFC 4180: commas, CRLF, quotes where needed.</summary>
internal static class CsvText
{
    private const string EndOfRow = "\r\n";

    public static string Row(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + EndOfRow;

    /// <summary>
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it, so that the name of a folder is never a command
    /// (OWASP, "CSV Injection"). A number is no formula.
    /// </summary>
    public static string Harmless(string text)
    {
        string clean = PlainText.OneLine(text);
        bool looksLikeFormula = clean.Length > 0 && "=+-@\t＝＋－＠".Contains(clean[0], StringComparison.Ordinal);
        return looksLikeFormula && !double.TryParse(clean, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"'{clean}" : clean;
    }

    private static string Quoted(string field) => field.AsSpan().ContainsAny("\",\r\n") || field != field.Trim()
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
