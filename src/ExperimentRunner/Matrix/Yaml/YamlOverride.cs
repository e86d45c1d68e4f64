using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Yaml;

/// <summary>A <c>--set=key=value</c>: it replaces or adds one node of the matrix. Columns count from the start of <c>key=value</c>.</summary>
internal sealed record YamlOverride(Node.Scalar Key, Node Value)
{
    /// <returns>Null if it is not <c>key=value</c> or the value is not YAML; the fault says which.</returns>
    public static YamlOverride? Read(string text, Source source, FaultLog faults)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? "" : text[..equals].Trim();
        if (key == "")
        {
            faults.Add(FaultKind.BadOverride, Place.StartOf(source), "Not key=value. Write for example --set=train.epochs=1.");
            return null;
        }

        // Blanks in place of the key make the parser count the columns of the whole text.
        string value = new string(' ', equals + 1) + text[(equals + 1)..];
        Node? node = NodeReader.Read(value, source, faults);
        return node is null ? null : new(new(Place.StartOf(source), key, IsQuoted: false), node);
    }

    /// <summary><paramref name="sections"/>: keys of mappings. <c>train.epochs</c> is <c>epochs</c> in <c>train</c> if <c>train</c> is one of them.</summary>
    public Node.Map ApplyTo(Node.Map root, IReadOnlyList<string> sections)
    {
        int dot = Key.Text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && sections.Contains(Key.Text[..dot])
            ? SetInSection(root, new(Key.Place, Key.Text[..dot], IsQuoted: false), new(Key.Place, Key.Text[(dot + 1)..], IsQuoted: false))
            : Set(root, Key, Value);
    }

    private Node.Map SetInSection(Node.Map root, Node.Scalar section, Node.Scalar key) =>
        root.Entries.FirstOrDefault(entry => entry.Key.Text == section.Text)?.Value switch
        {
            null => Set(root, section, new Node.Map(section.Place, [new(key, Value)])),
            Node.Map map => Set(root, section, Set(map, key, Value)),
            Node.Scalar { IsNothing: true } => Set(root, section, new Node.Map(section.Place, [new(key, Value)])),
            // Neither is a section; reading it says so.
            Node.Scalar or Node.List => root,
            Node other => throw new InvalidOperationException($"{other} is of no known kind."),
        };

    private static Node.Map Set(Node.Map map, Node.Scalar key, Node value)
    {
        int index = map.Entries.TakeWhile(entry => entry.Key.Text != key.Text).Count();
        return index == map.Entries.Count
            ? new(map.Place, [.. map.Entries, new(key, value)])
            : new(map.Place, [.. map.Entries.Take(index), map.Entries[index] with { Value = value }, .. map.Entries.Skip(index + 1)]);
    }
}
