using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads <c>slurm</c>.</summary>
internal sealed class SlurmReader(FaultLog faults)
{
    public SlurmOptions Read(Node node)
    {
        MapReading slurm = MapReader.Read(node, MatrixKey.Slurm, [.. SweepKey.Slurm.Select(key => key.Key), SweepKey.SlurmOption.Key], faults);
        return new()
        {
            Partition = Text(slurm, SweepKey.SlurmPartition),
            Account = Text(slurm, SweepKey.SlurmAccount),
            Time = Value(slurm, SweepKey.SlurmTime) is SettingValue.Duration duration ? duration.Time : null,
            Options =
            [
                .. new ListReader(faults).Items(SweepKey.SlurmOption.Name, slurm.Find(SweepKey.SlurmOption.Key), single => [single])
                    .Select(item => ValueParser.Parse(SweepKey.SlurmOption.Name, SweepKey.SlurmOption.Type, item, faults))
                    .OfType<SettingValue.Choice>()
                    .Select(option => option.Name),
            ],
        };
    }

    private string? Text(MapReading slurm, SweepKey key) => Value(slurm, key) is SettingValue.Choice text ? text.Name : null;

    private SettingValue? Value(MapReading slurm, SweepKey key) =>
        slurm.Find(key.Key) is { } value ? ValueParser.Parse(key.Name, key.Type, value, faults) : null;
}
