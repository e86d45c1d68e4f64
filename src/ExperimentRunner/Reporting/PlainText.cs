using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Reporting;

/// <summary>Takes out of a text what no form of a report can show. Messages come from trainers and names from users, so anything may be in them.</summary>
internal static partial class PlainText
{
    /// <summary>Lines become one; runs of blanks at their ends become one blank.</summary>
    public static string OneLine(string text) =>
        Clean(string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    /// <summary>Without colour codes, control characters, and what is no character of XML; a broken surrogate pair becomes U+FFFD. Tabs stay.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in TerminalCode().Replace(text, "").EnumerateRunes())
        {
            bool isShown = rune.Value is '\t' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF));
            if (isShown)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>The first characters, and a sign that there were more. Not through the middle of a character that takes two places.</summary>
    public static string Cut(string text, int length) => text switch
    {
        _ when text.Length <= length => text,
        _ when char.IsHighSurrogate(text[length - 1]) => $"{text[..(length - 1)]} ...",
        _ => $"{text[..length]} ...",
    };

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex TerminalCode();
}
