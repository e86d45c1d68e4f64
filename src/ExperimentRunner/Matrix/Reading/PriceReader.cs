using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads what a device costs, for the report alone: it decides nothing of what is run.</summary>
internal sealed class PriceReader(FaultLog faults)
{
    /// <returns>Null if there is none, or none that can be used.</returns>
    public DevicePrice? Read(Node node, string section)
    {
        MapReading report = MapReader.Read(node, section, [SweepKey.PricePerDeviceHour.Key, SweepKey.Currency.Key], faults);
        SettingValue? price = Value(report, SweepKey.PricePerDeviceHour);
        SettingValue? currency = Value(report, SweepKey.Currency);
        switch (price, currency)
        {
            case (null, not null):
                faults.Add(FaultKind.MissingKey, node.Place, $"{SweepKey.PricePerDeviceHour.Name} is missing. Add for example price_per_device_hour: 1.20, or leave out currency.");
                return null;
            case (not null, null):
                faults.Add(FaultKind.MissingKey, node.Place, $"{SweepKey.Currency.Name} is missing. Add for example currency: EUR.");
                return null;
            case (SettingValue.Real amount, SettingValue.Choice name):
                return new DevicePrice(amount.Number, name.Name);
            default:
                return null;
        }
    }

    private SettingValue? Value(MapReading report, SweepKey key) =>
        report.Find(key.Key) is { } value ? ValueParser.Parse(key.Name, key.Type, value, faults) : null;
}
