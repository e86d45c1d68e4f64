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
        SweepKey.RunTimeout.Name,
    ];

    /// <summary>
    /// The entries with known keys, each once. A misspelt key is told and then read as the one it was meant to be, so that faults
    /// under it are found too and nothing else looks wrong because of it. Messages call the mapping <paramref name="what"/>.
    /// </summary>
    public static IReadOnlyList<Node.Entry> Read(Node node, string what, IReadOnlyList<string> valid, FaultLog faults)
    {
        if (node is not Node.Map map)
        {
            faults.Add(FaultKind.WrongType, node.Place, $"{what} is {node.Shown}. Use a mapping with the keys {Wording.List(valid)}.");
            return [];
        }

        var read = new Dictionary<string, Node.Entry>();
        foreach (Node.Entry entry in map.Entries.Where(entry => valid.Contains(entry.Key.Text)))
        {
            if (!read.TryAdd(entry.Key.Text, entry))
            {
                faults.Add(FaultKind.RepeatedKey, entry.Key.Place, Repeated(entry.Key, read[entry.Key.Text].Key, what));
            }
        }

        foreach (Node.Entry entry in map.Entries.Where(entry => !valid.Contains(entry.Key.Text)))
        {
            string? meant = NearestName.Of(entry.Key.Text, valid);
            faults.Add(FaultKind.UnknownKey, entry.Key.Place, Unknown(entry.Key.Text, meant, what, valid));
            if (meant is not null)
            {
                read.TryAdd(meant, new(entry.Key with { Text = meant }, entry.Value));
            }
        }

        return [.. read.Values.OrderBy(entry => IndexOf(map, entry))];
    }

    /// <summary>Some key of it can't even be guessed, so that what it was meant to say is not known.</summary>
    public static bool HasStrangeKeys(Node node, IReadOnlyList<string> valid) =>
        node is not Node.Map map
        || map.Entries.Any(entry => !valid.Contains(entry.Key.Text) && NearestName.Of(entry.Key.Text, valid) is null);

    private static int IndexOf(Node.Map map, Node.Entry entry) =>
        map.Entries.TakeWhile(other => !ReferenceEquals(other.Value, entry.Value)).Count();

    private static string Repeated(Node.Scalar key, Node.Scalar first, string what) =>
        $"{key.Text} stands twice in {what}; the first is in line {Wording.Number(first.Place.Line)}. Remove one.";

    private static string Unknown(string key, string? meant, string what, IReadOnlyList<string> valid)
    {
        string? guess = meant ?? Elsewhere.FirstOrDefault(name => name.EndsWith($".{key}", StringComparison.Ordinal));
        string hint = guess is null ? "" : $" Did you mean {guess}?";
        return $"{Wording.Quote(key)} is no key of {what}.{hint} Valid keys: {Wording.List(valid)}.";
    }
}
