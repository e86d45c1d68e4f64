using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads a mapping whose keys are known.</summary>
internal static class MapReader
{
    private static readonly string[] Elsewhere =
    [
        .. SettingTable.All.Select(setting => setting.Section == SettingTable.NoSection ? $"matrix.{setting.Name}" : setting.Name),
        .. SweepKey.Limits.Select(key => key.Name), .. SweepKey.Slurm.Select(key => key.Name), SweepKey.SlurmOption.Name,
        SweepKey.PricePerDeviceHour.Name, SweepKey.Currency.Name,
    ];

    // A file may hold a hundred thousand unknown keys; whoever wrote those is not helped by guesses.
    private const int MostGuesses = 100;

    /// <summary>
    /// A misspelt key is told and then read as the one it was meant to be, so that faults under it are found too and nothing else
    /// looks wrong because of it. Messages call the mapping <paramref name="what"/>.
    /// </summary>
    public static MapReading Read(Node node, string what, IReadOnlyList<string> valid, FaultLog faults)
    {
        if (node is not Node.Map map)
        {
            faults.Add(FaultKind.WrongType, node.Place, $"{what} is {node.Shown}. Use a mapping with the keys {Wording.List(valid)}.");
            return new([], IsUnclear: true);
        }

        var read = new Dictionary<string, (int Index, Node.Entry Entry)>();
        var unknown = new List<(int Index, Node.Entry Entry)>();
        foreach ((int index, Node.Entry entry) in map.Entries.Index())
        {
            if (!valid.Contains(entry.Key.Text))
            {
                unknown.Add((index, entry));
            }
            else if (!read.TryAdd(entry.Key.Text, (index, entry)))
            {
                faults.Add(FaultKind.RepeatedKey, entry.Key.Place, Repeated(entry.Key, read[entry.Key.Text].Entry.Key, what));
            }
        }

        string?[] guesses = [.. unknown.Take(MostGuesses).Select(item => NearestName.Of(item.Entry.Key.Text, valid))];
        foreach ((int number, (int index, Node.Entry entry)) in unknown.Index())
        {
            string? meant = number < MostGuesses ? guesses[number] : null;
            faults.Add(FaultKind.UnknownKey, entry.Key.Place, Unknown(entry.Key.Text, meant, what, valid));
            if (meant is not null)
            {
                read.TryAdd(meant, (index, new(entry.Key with { Text = meant }, entry.Value)));
            }
        }

        return new(
            [.. read.Values.OrderBy(item => item.Index).Select(item => item.Entry)],
            IsUnclear: unknown.Count > MostGuesses || guesses.Contains(null));
    }

    private static string Repeated(Node.Scalar key, Node.Scalar first, string what) =>
        $"{key.Text} stands twice in {what}; the first is in line {Wording.Number(first.Place.Line)}. Remove one.";

    private static string Unknown(string key, string? meant, string what, IReadOnlyList<string> valid)
    {
        string? guess = meant ?? Elsewhere.FirstOrDefault(name => name.EndsWith($".{key}", StringComparison.Ordinal));
        string hint = guess is null ? "" : $" Did you mean {guess}?";
        return $"{Wording.Quote(key)} is no key of {what}.{hint} Valid keys: {Wording.List(valid)}.";
    }
}
