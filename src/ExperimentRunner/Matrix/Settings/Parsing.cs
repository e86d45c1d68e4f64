using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>What came of reading a value.</summary>
internal abstract record Parsing
{
    private Parsing()
    {
    }

    public sealed record Accepted(SettingValue Value) : Parsing;

    /// <summary><paramref name="Problem"/> goes on from the setting's name: <c>is 'x', ...</c>.</summary>
    public sealed record Refused(FaultKind Kind, string Problem) : Parsing;
}
