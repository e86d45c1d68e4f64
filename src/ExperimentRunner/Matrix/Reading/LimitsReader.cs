using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads <c>limits</c>.</summary>
internal sealed class LimitsReader(FaultLog faults)
{
    /// <param name="node">Null if the key was not written.</param>
    /// <param name="hasPrice">The matrix says what a device costs.</param>
    public SweepLimits Read(Node? node, bool hasPrice)
    {
        if (node is null)
        {
            return new();
        }

        MapReading limits = MapReader.Read(node, MatrixKey.Limits, [.. SweepKey.Limits.Select(key => key.Key)], faults);
        if (!hasPrice && limits.Find(SweepKey.MaxCost.Key) is { } cost)
        {
            faults.Add(FaultKind.MissingKey, cost.Place, $"{SweepKey.PricePerDeviceHour.Name} is missing, which {SweepKey.MaxCost.Name} is counted in. Add for example report: {{ price_per_device_hour: 1.20, currency: EUR }}.");
        }

        return new()
        {
            RunTimeout = Time(limits, SweepKey.RunTimeout),
            Stall = Time(limits, SweepKey.Stall),
            Retries = Whole(limits, SweepKey.Retries) ?? 0,
            MaxRuns = Whole(limits, SweepKey.MaxRuns),
            MaxDeviceHours = Real(limits, SweepKey.MaxDeviceHours),
            MaxCost = Real(limits, SweepKey.MaxCost),
        };
    }

    private TimeSpan? Time(MapReading limits, SweepKey key) => Value(limits, key) is SettingValue.Duration duration ? duration.Time : null;

    private int? Whole(MapReading limits, SweepKey key) => Value(limits, key) is SettingValue.Whole whole ? whole.Number : null;

    private double? Real(MapReading limits, SweepKey key) => Value(limits, key) is SettingValue.Real real ? real.Number : null;

    private SettingValue? Value(MapReading limits, SweepKey key) =>
        limits.Find(key.Key) is { } value ? ValueParser.Parse(key.Name, key.Type, value, faults) : null;
}
