using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads <c>repeats</c>: a number, or <c>{ min: 2, max: 8, until: 2% }</c>.</summary>
internal sealed class RepeatsReader(FaultLog faults)
{
    private static readonly RepeatPolicy Unless = RepeatPolicy.Fixed(1);

    public RepeatPolicy Read(Node? node) => node switch
    {
        null => Unless,
        Node.Map map => Adaptive(map),
        _ => ValueParser.Parse(SweepKey.Repeats.Name, SweepKey.Repeats.Type, node, faults) is SettingValue.Whole repeats ? RepeatPolicy.Fixed(repeats.Number) : Unless,
    };

    private RepeatPolicy Adaptive(Node.Map node)
    {
        MapReading map = MapReader.Read(node, SweepKey.Repeats.Name, [MatrixKey.LeastRepeats, MatrixKey.MostRepeats, MatrixKey.UntilKnown], faults);
        (int? least, int? most, double? until) = (Bound(map, MatrixKey.LeastRepeats), Bound(map, MatrixKey.MostRepeats), Until(map));
        foreach (string missing in new[] { MatrixKey.LeastRepeats, MatrixKey.MostRepeats, MatrixKey.UntilKnown }.Where(key => map.Find(key) is null))
        {
            faults.Add(FaultKind.MissingKey, node.Place, $"{SweepKey.Repeats.Name}.{missing} is missing. Write for example repeats: {{ min: 2, max: 8, until: 2% }}, or repeats: 3.");
        }

        if (least > most)
        {
            faults.Add(FaultKind.RepeatsUpsideDown, map.Find(MatrixKey.LeastRepeats)!.Place, $"repeats.min {least} is over repeats.max {most}. Exchange them.");
        }

        return least <= most && until is not null ? new(least.Value, most.Value, until) : Unless;
    }

    private int? Bound(MapReading map, string key) =>
        map.Find(key) is { } value && ValueParser.Parse($"{SweepKey.Repeats.Name}.{key}", SweepKey.RepeatBounds, value, faults) is SettingValue.Whole bound ? bound.Number : null;

    private double? Until(MapReading map)
    {
        if (map.Find(MatrixKey.UntilKnown) is not { } value)
        {
            return null;
        }

        // Written with a sign, since 2 would be 2 or 200 %.
        if (value is Node.Scalar { IsQuoted: false } scalar && scalar.Text.EndsWith('%'))
        {
            var percent = new SettingType.Real(0, 100) { LeavesOutLeast = true };
            Node.Scalar number = scalar with { Text = scalar.Text[..^1].TrimEnd() };
            return ValueParser.Parse($"{SweepKey.Repeats.Name}.{MatrixKey.UntilKnown}", percent, number, faults) is SettingValue.Real real ? real.Number / 100 : null;
        }

        faults.Add(FaultKind.WrongType, value.Place, $"{SweepKey.Repeats.Name}.{MatrixKey.UntilKnown} is {value.Shown}. Use a share of the images/s, for example 2%.");
        return null;
    }
}
