using System.Globalization;
using System.Text;

namespace ExperimentRunner.Matrix.Faults;

/// <summary>How messages show what a user wrote: on one line, and not endlessly.</summary>
internal static class Wording
{
    private const int MostCharacters = 60;
    private const int MostItems = 40;

    public static string Quote(string text)
    {
        var shown = new StringBuilder("'");
        foreach (Rune rune in text.EnumerateRunes().Take(MostCharacters))
        {
            shown.Append(Breaks(rune) ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : rune.ToString());
        }

        return shown.Append(text.EnumerateRunes().Skip(MostCharacters).Any() ? "...'" : "'").ToString();
    }

    /// <summary><c>1, 2, 4</c>; of a long list the start and how many more there are.</summary>
    public static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length > MostItems ? $"{string.Join(", ", all[..MostItems])} and {all.Length - MostItems} more" : string.Join(", ", all);
    }

    /// <summary><c>10,000</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>100,000</c> or <c>0.5</c>.</summary>
    public static string Number(double number) => number.ToString("#,0.######", CultureInfo.InvariantCulture);

    private static bool Breaks(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
}
