namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>
/// Texts of one drawing. Characters that the font lacks would be lost, so another text of about the same width is drawn in their place;
/// an SVG gets the real one back, for the reader's own fonts to show.
/// </summary>
internal sealed class DrawnText
{
    private const char WideLetter = 'M';

    private readonly Dictionary<string, string> realByDrawn = new(StringComparer.Ordinal);

    /// <summary>What to draw for a text.</summary>
    public string Of(string text)
    {
        string real = PlainText.Cut(PlainText.OneLine(text), ChartLimits.CharactersOfName);
        string drawn = string.Concat(real.EnumerateRunes().Select(rune => ChartFont.Shared.Covers(rune) ? rune.ToString() : WideLetter.ToString()));
        while (realByDrawn.TryGetValue(drawn, out string? other) && other != real)
        {
            drawn += WideLetter;
        }

        realByDrawn[drawn] = real;
        return drawn;
    }

    /// <summary>The text that <paramref name="drawn"/> stands for.</summary>
    public string Real(string drawn) => realByDrawn.GetValueOrDefault(drawn, drawn);

    /// <summary>A text for a picture that nobody can put another text into: a box for each character that the font lacks.</summary>
    public static string WithBoxes(string text) => string.Concat(
        PlainText.Cut(PlainText.OneLine(text), ChartLimits.CharactersOfName).EnumerateRunes().Select(rune => ChartFont.Shared.Covers(rune) ? rune.ToString() : "□"));
}
