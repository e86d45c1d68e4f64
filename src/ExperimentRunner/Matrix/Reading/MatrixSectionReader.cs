using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads the <c>matrix</c> mapping: axes, include, exclude.</summary>
internal sealed class MatrixSectionReader(FaultLog faults)
{
    private const string IncludeKey = "include";
    private const string ExcludeKey = "exclude";
    private const string WhereKey = "where";
    private const int MostItems = 1000;

    private static readonly string[] Keys = [.. SettingTable.Names, IncludeKey, ExcludeKey, WhereKey];

    private readonly PatternReader patterns = new(faults);

    public MatrixSection Read(Node node)
    {
        MapReading map = MapReader.Read(node, "matrix", Keys, faults);
        IReadOnlyList<Axis> axes = WithOneBatch(map.Entries.Where(entry => SettingTable.Find(entry.Key.Text) is not null));
        return new(
            node.Place,
            axes,
            [.. Items(map, IncludeKey).Select(item => patterns.Read(item, IncludeKey, SettingTable.Names))],
            [.. Items(map, ExcludeKey).Select(item => Exclude(item, axes))],
            new ExpressionListReader(faults).Constraints(WhereKey, map.Find(WhereKey)));
    }

    private List<Axis> WithOneBatch(IEnumerable<Node.Entry> entries)
    {
        var axes = new List<Axis>();
        foreach (Node.Entry entry in entries)
        {
            Axis axis = new AxisReader(faults).Read(SettingTable.Find(entry.Key.Text)!, entry.Value);
            if (axes.Find(other => other.Is(axis.Setting)) is { } other)
            {
                faults.Add(
                    FaultKind.TwoBatchAxes,
                    entry.Key.Place,
                    $"{axis.Setting.Name} and {other.Setting.Name} can't both be axes, because each follows from the other. Remove one, or name the other in include.");
            }
            else
            {
                axes.Add(axis);
            }
        }

        return axes;
    }

    private CellPattern Exclude(Node node, IReadOnlyList<Axis> axes)
    {
        CellPattern pattern = patterns.Read(node, ExcludeKey, SettingTable.Names);
        Assignment[] strange = [.. pattern.Assignments.Where(assignment => !axes.Any(axis => axis.Setting == assignment.Setting))];
        foreach (Assignment assignment in strange)
        {
            faults.Add(
                FaultKind.NoSuchAxis,
                assignment.Place,
                $"{assignment.Setting.Name} is no axis of this matrix, so nothing can be excluded by it. Axes: {Wording.List(axes.Select(axis => axis.Setting.Name))}.");
        }

        return pattern with { IsUnclear = pattern.IsUnclear || strange.Length > 0 };
    }

    private IReadOnlyList<Node> Items(MapReading map, string key)
    {
        Node? node = map.Find(key);
        switch (node)
        {
            case null:
                return [];
            case Node.List { Items.Count: <= MostItems } list:
                return list.Items;
            case Node.List list:
                faults.Add(FaultKind.ExpandsTooFar, node.Place, $"{key} has {Wording.Number(list.Items.Count)} items. Use at most {Wording.Number(MostItems)}.");
                return [];
            default:
                faults.Add(FaultKind.WrongType, node.Place, $"{key} is {node.Shown}. Use a list of mappings, for example {key}: [{{ devices: 2, amp: on }}].");
                return [];
        }
    }
}
