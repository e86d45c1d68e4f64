using System.Globalization;
using System.Text;

namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>How messages show names that a file of unknown origin holds: on one line, without control characters, and not endlessly.</summary>
internal static class ShownName
{
    private const int MostCharacters = 80;
    private const int MostNames = 8;

    public static string Of(string name)
    {
        var shown = new StringBuilder();
        foreach (char character in name.Take(MostCharacters))
        {
            shown.Append(character is < ' ' or > '~' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString());
        }

        return name.Length > MostCharacters ? $"{shown}..." : shown.ToString();
    }

    /// <summary><c>a, b and 3 more</c>.</summary>
    public static string List(IReadOnlyCollection<string> names) =>
        $"{string.Join(", ", names.Take(MostNames).Select(Of))}{(names.Count > MostNames ? $" and {names.Count - MostNames} more" : "")}";
}
