namespace ExperimentRunner.Matrix.Settings;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int MostCharacters = 64;

    /// <summary><c> Did you mean epochs?</c>, or nothing.</summary>
    public static string Hint(string written, IReadOnlyList<string> names) => Of(written, names) is { } name ? $" Did you mean {name}?" : "";

    /// <summary>The same word in another section, else the fewest typing errors away, and those not more than a third of the word.</summary>
    public static string? Of(string written, IReadOnlyList<string> names)
    {
        if (written.Length is 0 or > MostCharacters)
        {
            return null;
        }

        string? elsewhere = names.FirstOrDefault(name => string.Equals(LastPart(name), LastPart(written), StringComparison.OrdinalIgnoreCase));
        int most = Math.Max(1, written.Length / 3);
        return elsewhere ?? names
            .Select(name => (Name: name, Distance: Math.Min(Distance(written, name, most), Distance(written, LastPart(name), most))))
            .Where(candidate => candidate.Distance <= most && !IsOtherShortWord(written, candidate.Name))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Words whose lengths differ too much are not compared: a file may hold a hundred thousand unknown keys.</summary>
    private static int Distance(string written, string name, int most) =>
        Math.Abs(written.Length - name.Length) > most ? int.MaxValue : Distance(written, name);

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (Damerau-Levenshtein, optimal string alignment), whatever the case.</summary>
    public static int Distance(string left, string right)
    {
        int[,] distance = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Least(left, right, distance, i, j);
            }
        }

        return distance[left.Length, right.Length];
    }

    private static int Least(string left, string right, int[,] distance, int i, int j)
    {
        int changed = distance[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
        int least = Math.Min(changed, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
        bool isSwap = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]);
        return isSwap ? Math.Min(least, distance[i - 2, j - 2] + 1) : least;
    }

    /// <summary>One letter of three changes the meaning: gpu is not a misspelt cpu.</summary>
    private static bool IsOtherShortWord(string written, string name) => written.Length <= 3 && !Same(written[0], LastPart(name)[0]);

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
