using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads the values of an axis: a list, or one value.</summary>
internal sealed class AxisReader(FaultLog faults)
{
    public Axis Read(Setting setting, Node node)
    {
        IReadOnlyList<Node> items = node is Node.List list ? list.Items : [node];
        if (items.Count == 0 || node is Node.Scalar { IsNothing: true })
        {
            faults.Add(FaultKind.EmptyAxis, node.Place, $"The axis {setting.Name} has no values. Give it {setting.Type.Wanted}, or remove it.");
            return new(setting, [new(setting, new SettingValue.Unknown(), node.Place)]);
        }

        var values = new List<Assignment>();
        var seen = new HashSet<SettingValue>();
        foreach (Node item in items)
        {
            SettingValue value = ValueParser.Parse(setting.Name, setting.Type, item, faults);
            if (value is not SettingValue.Unknown && !seen.Add(value))
            {
                faults.Add(FaultKind.RepeatedValue, item.Place, $"{value.Text} stands twice in the axis {setting.Name}. Remove one; to run a cell more often, use repeats.");
            }
            else
            {
                values.Add(new(setting, value, item.Place));
            }
        }

        return new(setting, values);
    }
}
