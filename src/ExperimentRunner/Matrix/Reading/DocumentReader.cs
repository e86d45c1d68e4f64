using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads the top level of a matrix file.</summary>
internal sealed class DocumentReader(FaultLog faults)
{
    private const string MatrixKey = "matrix";
    private const string BaselineKey = "baseline";
    private const string LimitsKey = "limits";
    private const string ExpectKey = "expect";
    private const string ReportKey = "report";

    public static IReadOnlyList<string> Keys { get; } =
    [
        SweepKey.SweepName.Name, .. SettingTable.Sections, MatrixKey, SweepKey.Repeats.Name, SweepKey.Seed.Name, BaselineKey, LimitsKey, ExpectKey, ReportKey,
        .. SettingTable.TopLevel.Select(setting => setting.Name),
    ];

    /// <summary>Keys whose values are mappings, so that <c>train.epochs</c> means a key of <c>train</c>.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. SettingTable.Sections, MatrixKey, BaselineKey, LimitsKey, ReportKey, SweepKey.Repeats.Name];

    /// <returns>Null if there is no matrix to go on with.</returns>
    public MatrixDocument? Read(Node root)
    {
        MapReading top = MapReader.Read(root, "the top level", Keys, faults);
        Node? matrix = top.Find(MatrixKey);
        var document = new MatrixDocument
        {
            Name = Value(top, SweepKey.SweepName) is SettingValue.Choice name ? name.Name : "",
            Repeats = new RepeatsReader(faults).Read(top.Find(SweepKey.Repeats.Name)),
            RepeatsPlace = top.Find(SweepKey.Repeats.Name)?.Place ?? matrix?.Place ?? root.Place,
            Seed = Value(top, SweepKey.Seed) is SettingValue.Whole seed ? seed.Number : 1,
            RunTimeout = top.Find(LimitsKey) is { } limits && Limit(limits) is SettingValue.Duration limit ? limit.Time : null,
            Price = top.Find(ReportKey) is { } report ? new PriceReader(faults).Read(report, ReportKey) : null,
            Common = [.. Common(top)],
            Matrix = matrix is null ? new(root.Place, [], [], [], []) : new MatrixSectionReader(faults).Read(matrix),
            Baseline = top.Find(BaselineKey) is { } baseline ? new PatternReader(faults).Read(baseline, BaselineKey, SettingTable.Names) : null,
            Expectations = new ExpressionListReader(faults).Expectations(ExpectKey, top.Find(ExpectKey)),
        };

        if (root is Node.Map)
        {
            Demand(top, SweepKey.SweepName.Name, root, "Add for example name: resnet18-speedup.");
            Demand(top, MatrixKey, root, "Add for example matrix: { devices: [1, 2], batch_per_device: [16] }.");
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

    private SettingValue? Limit(Node limits)
    {
        string key = SweepKey.RunTimeout.Name[(LimitsKey.Length + 1)..];
        Node? value = MapReader.Read(limits, LimitsKey, [key], faults).Find(key);
        return value is null ? null : ValueParser.Parse(SweepKey.RunTimeout.Name, SweepKey.RunTimeout.Type, value, faults);
    }

    private SettingValue? Value(MapReading top, SweepKey key) =>
        top.Find(key.Name) is { } node ? ValueParser.Parse(key.Name, key.Type, node, faults) : null;
}
