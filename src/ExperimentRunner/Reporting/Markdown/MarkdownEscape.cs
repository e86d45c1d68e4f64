using System.Text;

namespace ExperimentRunner.Reporting.Markdown;

/// <summary>Makes any text show as it is, inside a paragraph or a table cell.</summary>
internal static class MarkdownEscape
{
    public static string Inline(string text)
    {
        string line = PlainText.OneLine(text);
        var escaped = new StringBuilder(line.Length);
        for (int at = 0; at < line.Length; at++)
        {
            escaped.Append(line[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                // A message must not become a mention of somebody or a link to an issue.
                '@' => "&#64;",
                '#' => "&#35;",
                '_' when IsInsideWord(line, at) => "_",
                '\\' or '`' or '|' or '*' or '_' or '[' or ']' or '~' => $"\\{line[at]}",
                var other => other.ToString(),
            });
        }

        return escaped.ToString();
    }

    public static string Html(string text) =>
        PlainText.OneLine(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static bool IsInsideWord(string line, int at) =>
        at > 0 && at + 1 < line.Length && char.IsLetterOrDigit(line[at - 1]) && char.IsLetterOrDigit(line[at + 1]);
}
