using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>What came of reading a mapping.</summary>
/// <param name="Entries">Those with known keys, each once, in the order of the file.</param>
/// <param name="IsUnclear">Some key can't even be guessed, or it is no mapping, so that what it was meant to say is not known.</param>
internal sealed record MapReading(IReadOnlyList<Node.Entry> Entries, bool IsUnclear)
{
    public Node? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}
