using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>A setting that was given a value, and where the value was written.</summary>
internal sealed record Assignment(Setting Setting, SettingValue Value, Place Place)
{
    public bool IsUnknown => Value is SettingValue.Unknown;

    /// <summary><c>devices 2</c>.</summary>
    public string Shown => $"{Setting.Name} {Value.Text}";
}
