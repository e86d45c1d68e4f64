using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Reporting.Markdown;

/// <summary>Makes any text show as it is, inside a paragraph or a table cell.</summary>
internal static partial class MarkdownEscape
{
    public static string Inline(string text)
    {
        string line = OneLine(text);
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
        OneLine(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Without colour codes and other control characters, which Markdown has no way to show.</summary>
    public static string WithoutControls(string text) => string.Concat(TerminalCode().Replace(text, "").Where(character => character == '\t' || !char.IsControl(character)));

    private static string OneLine(string text) =>
        WithoutControls(string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    private static bool IsInsideWord(string line, int at) =>
        at > 0 && at + 1 < line.Length && char.IsLetterOrDigit(line[at - 1]) && char.IsLetterOrDigit(line[at + 1]);

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex TerminalCode();
}
