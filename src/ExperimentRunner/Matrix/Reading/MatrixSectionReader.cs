using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads the <c>matrix</c> mapping: axes, include, exclude.</summary>
internal sealed class MatrixSectionReader(FaultLog faults)
{
    private static readonly string[] Keys = [.. SettingTable.Names, MatrixKey.Include, MatrixKey.Exclude, MatrixKey.Where];

    private readonly PatternReader patterns = new(faults);

    public MatrixSection Read(Node node)
    {
        MapReading map = MapReader.Read(node, MatrixKey.Matrix, Keys, faults);
        IReadOnlyList<Axis> axes = WithOneBatch(map.Entries.Where(entry => SettingTable.Find(entry.Key.Text) is not null));
        return new(
            node.Place,
            axes,
            [.. Items(map, MatrixKey.Include).Select(item => patterns.Read(item, MatrixKey.Include, SettingTable.Names))],
            [.. Items(map, MatrixKey.Exclude).Select(item => Exclude(item, axes))],
            new ExpressionListReader(faults).Constraints(MatrixKey.Where, map.Find(MatrixKey.Where)));
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
        CellPattern pattern = patterns.Read(node, MatrixKey.Exclude, SettingTable.Names);
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

    private IReadOnlyList<Node> Items(MapReading map, string key) => new ListReader(faults).Items(key, map.Find(key), node =>
    {
        faults.Add(FaultKind.WrongType, node.Place, $"{key} is {node.Shown}. Use a list of mappings, for example {key}: [{{ devices: 2, amp: on }}].");
        return [];
    });
}
