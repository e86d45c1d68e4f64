using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>One thing about a run that a matrix can set.</summary>
/// <param name="Name">As an axis is named, for example <c>train.epochs</c>.</param>
/// <param name="Type">What may be written for it.</param>
/// <param name="Doc">What it is, in one line.</param>
/// <param name="Get">What a run has for it.</param>
/// <param name="Set">The run with another value.</param>
internal sealed record Setting(
    string Name,
    SettingType Type,
    string Doc,
    Func<RunSpec, SettingValue> Get,
    Func<RunSpec, SettingValue, RunSpec> Set)
{
    /// <summary>The mapping it stands in outside of <c>matrix</c>, for example <c>train</c>; empty for the top level.</summary>
    public string Section => Name.Contains('.', StringComparison.Ordinal) ? Name[..Name.IndexOf('.', StringComparison.Ordinal)] : "";

    /// <summary>Its name in that mapping, for example <c>epochs</c>.</summary>
    public string Key => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
