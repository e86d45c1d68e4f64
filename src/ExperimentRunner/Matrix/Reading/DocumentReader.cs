using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads the top level of a matrix file.</summary>
internal sealed class DocumentReader(FaultLog faults)
{
    public static IReadOnlyList<string> Keys { get; } =
    [
        SweepKey.SweepName.Name, .. SettingTable.Sections, MatrixKey.Matrix, SweepKey.Repeats.Name, SweepKey.Seed.Name, MatrixKey.Baseline, MatrixKey.Limits, SweepKey.Probe.Name, SweepKey.Timing.Name, MatrixKey.Slurm,
        MatrixKey.Expect, MatrixKey.Report,
        .. SettingTable.TopLevel.Select(setting => setting.Name),
    ];

    /// <summary>Keys whose values are mappings, so that <c>train.epochs</c> means a key of <c>train</c>.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. SettingTable.Sections, MatrixKey.Matrix, MatrixKey.Baseline, MatrixKey.Limits, MatrixKey.Slurm, MatrixKey.Report, SweepKey.Repeats.Name];

    /// <returns>Null if there is no matrix to go on with.</returns>
    public MatrixDocument? Read(Node root)
    {
        MapReading top = MapReader.Read(root, "the top level", Keys, faults);
        Node? matrix = top.Find(MatrixKey.Matrix);
        var document = new MatrixDocument
        {
            Name = Value(top, SweepKey.SweepName) is SettingValue.Choice name ? name.Name : "",
            Repeats = new RepeatsReader(faults).Read(top.Find(SweepKey.Repeats.Name)),
            RepeatsPlace = top.Find(SweepKey.Repeats.Name)?.Place ?? matrix?.Place ?? root.Place,
            Seed = Value(top, SweepKey.Seed) is SettingValue.Whole seed ? seed.Number : 1,
            Limits = new LimitsReader(faults).Read(top.Find(MatrixKey.Limits), hasPrice: top.Find(MatrixKey.Report) is not null),
            HasProbes = Value(top, SweepKey.Probe) is SettingValue.Flag { IsOn: true },
            Timing = Value(top, SweepKey.Timing) is SettingValue.Choice { Name: SweepKey.Packed } ? TimingMode.Packed : TimingMode.Exclusive,
            Slurm = top.Find(MatrixKey.Slurm) is { } slurm ? new SlurmReader(faults).Read(slurm) : null,
            Price = top.Find(MatrixKey.Report) is { } report ? new PriceReader(faults).Read(report, MatrixKey.Report) : null,
            Common = [.. Common(top)],
            Matrix = matrix is null ? new(root.Place, [], [], [], []) : new MatrixSectionReader(faults).Read(matrix),
            Baseline = top.Find(MatrixKey.Baseline) is { } baseline ? new PatternReader(faults).Read(baseline, MatrixKey.Baseline, SettingTable.Names) : null,
            Expectations = new ExpressionListReader(faults).Expectations(MatrixKey.Expect, top.Find(MatrixKey.Expect)),
        };

        if (document is { Timing: TimingMode.Packed, Repeats.Until: not null })
        {
            faults.Add(
                FaultKind.UntimedRepeats,
                document.RepeatsPlace,
                $"{SweepKey.Repeats.Name}.{MatrixKey.UntilKnown} ends repeats once images/s are known, and runs that are packed side by side have no timings. Give a number of repeats, or use timing: exclusive.");
        }

        if (root is Node.Map)
        {
            Demand(top, SweepKey.SweepName.Name, root, "Add for example name: resnet18-speedup.");
            Demand(top, MatrixKey.Matrix, root, "Add for example matrix: { devices: [1, 2], batch_per_device: [16] }.");
        }

        return matrix is null ? null : document;
    }

    private void Demand(MapReading top, string key, Node root, string remedy)
    {
        if (top.Find(key) is null)
        {
            faults.Add(FaultKind.MissingKey, root.Place, $"{key} is missing. {remedy}");
        }
    }

    private IEnumerable<Assignment> Common(MapReading top) =>
        from entry in top.Entries
        from assignment in SettingTable.Sections.Contains(entry.Key.Text)
            ? Section(entry.Key.Text, entry.Value)
            : SettingTable.TopLevel.Where(setting => setting.Name == entry.Key.Text).Select(setting => Assign(setting, entry.Value))
        select assignment;

    private IEnumerable<Assignment> Section(string section, Node node)
    {
        IReadOnlyList<Setting> settings = SettingTable.In(section);
        return MapReader.Read(node, section, [.. settings.Select(setting => setting.Key)], faults).Entries
            .Select(entry => Assign(settings.First(setting => setting.Key == entry.Key.Text), entry.Value));
    }

    private Assignment Assign(Setting setting, Node node) =>
        new(setting, ValueParser.Parse(setting.Name, setting.Type, node, faults), node.Place);

    private SettingValue? Value(MapReading top, SweepKey key) =>
        top.Find(key.Name) is { } node ? ValueParser.Parse(key.Name, key.Type, node, faults) : null;
}
