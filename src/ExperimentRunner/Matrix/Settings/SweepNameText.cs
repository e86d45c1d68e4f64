using System.Text.RegularExpressions;
using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>Reads the name of a sweep, which becomes the name of a folder and of an MLflow experiment.</summary>
internal static partial class SweepNameText
{
    public static Parsing Parse(string text, SettingType.SweepName type) => text.Length <= type.MostCharacters && Usable().IsMatch(text)
        ? new Parsing.Accepted(new SettingValue.Choice(text))
        : new Parsing.Refused(FaultKind.BadSweepName, $"{Wording.Quote(text)} can't name a folder and an MLflow experiment everywhere. Use {type.Wanted}.");

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Usable();
}
