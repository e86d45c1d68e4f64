using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads an item of <c>include</c> or <c>exclude</c>, or the <c>baseline</c>.</summary>
internal sealed class PatternReader(FaultLog faults)
{
    public CellPattern Read(Node node, string what, IReadOnlyList<string> valid)
    {
        if (node is Node.Map { Entries.Count: 0 })
        {
            faults.Add(FaultKind.WrongType, node.Place, $"{what} is an empty mapping. Name at least one axis in it, for example devices: 1.");
            return new(node.Place, [], IsUnclear: true);
        }

        MapReading map = MapReader.Read(node, what, valid, faults);
        return new(node.Place, [.. map.Entries.Select(Assign)], map.IsUnclear);
    }

    private Assignment Assign(Node.Entry entry)
    {
        Setting setting = SettingTable.Find(entry.Key.Text)!;
        return new(setting, ValueParser.Parse(setting.Name, setting.Type, entry.Value, faults), entry.Value.Place);
    }
}
