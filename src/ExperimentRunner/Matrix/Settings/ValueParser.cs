using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>Reads one YAML value as what its setting wants.</summary>
internal static class ValueParser
{
    /// <returns><see cref="SettingValue.Unknown"/> if it is refused; the fault says why.</returns>
    public static SettingValue Parse(string name, SettingType type, Node node, FaultLog faults)
    {
        switch (Parse(type, node))
        {
            case Parsing.Accepted accepted:
                return accepted.Value;
            case Parsing.Refused refused:
                faults.Add(refused.Kind, node.Place, $"{name} {refused.Problem}");
                return new SettingValue.Unknown();
            default:
                throw new InvalidOperationException($"{type} was parsed to no known kind.");
        }
    }

    private static Parsing Parse(SettingType type, Node node) => node switch
    {
        Node.Scalar { IsNothing: false } scalar => Parse(type, scalar),
        _ => WrongType(type, node),
    };

    private static Parsing Parse(SettingType type, Node.Scalar scalar) => type switch
    {
        SettingType.Whole or SettingType.Real or SettingType.Flag or SettingType.Duration when scalar.IsQuoted =>
            new Parsing.Refused(FaultKind.WrongType, $"is {scalar.Shown} in quotes, which makes it text. Use {type.Wanted}, without quotes."),
        SettingType.Whole whole => NumberText.Whole(scalar.Text, whole),
        SettingType.Real real => NumberText.Real(scalar.Text, real),
        SettingType.Choice choice => Choice(scalar.Text, choice),
        SettingType.OnlyOne only when scalar.Text == only.Name => new Parsing.Accepted(new SettingValue.Choice(only.Name)),
        SettingType.OnlyOne only => new Parsing.Refused(FaultKind.NotSupportedYet, $"{scalar.Shown} is not supported yet: only {only.Name}."),
        SettingType.Flag when scalar.Text is "true" or "false" => new Parsing.Accepted(new SettingValue.Flag(scalar.Text == "true")),
        SettingType.Flag => WrongType(type, scalar),
        SettingType.Folder when IsNoPath(scalar.Text) => WrongType(type, scalar),
        SettingType.Folder => new Parsing.Accepted(
            new SettingValue.Folder(Path.GetFullPath(scalar.Text, scalar.Place.Source.Folder), scalar.Text)),
        SettingType.FileOrNone when scalar.Text == SettingType.FileOrNone.None => new Parsing.Accepted(new SettingValue.Choice(scalar.Text)),
        SettingType.FileOrNone when IsNoPath(scalar.Text) => WrongType(type, scalar),
        SettingType.FileOrNone file when !file.Extensions.Contains(Path.GetExtension(scalar.Text), StringComparer.OrdinalIgnoreCase) => new Parsing.Refused(
            FaultKind.UnknownFileKind, $"{Wording.Quote(scalar.Text)} is no file of a known kind. Use {type.Wanted}."),
        SettingType.FileOrNone => new Parsing.Accepted(new SettingValue.File(Path.GetFullPath(scalar.Text, scalar.Place.Source.Folder), scalar.Text)),
        SettingType.SweepName name => SweepNameText.Parse(scalar.Text, name),
        SettingType.Line when string.IsNullOrWhiteSpace(scalar.Text) || scalar.Text.Any(char.IsControl) => WrongType(type, scalar),
        SettingType.Line => new Parsing.Accepted(new SettingValue.Choice(scalar.Text)),
        SettingType.Currency when scalar.Text.Length == 3 && scalar.Text.All(char.IsAsciiLetterUpper) => new Parsing.Accepted(new SettingValue.Choice(scalar.Text)),
        SettingType.Currency => WrongType(type, scalar),
        SettingType.Duration duration => DurationText.Parse(scalar.Text, duration),
        _ => throw new InvalidOperationException($"{type} is of no known kind."),
    };

    private static bool IsNoPath(string text) => text.Contains('\0', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(text);

    private static Parsing Choice(string text, SettingType.Choice choice) => choice.Names.Contains(text)
        ? new Parsing.Accepted(new SettingValue.Choice(text))
        : new Parsing.Refused(
            FaultKind.UnknownName,
            $"{Wording.Quote(text)} is not known.{NearestName.Hint(text, choice.Names)} Use {choice.Wanted}.");

    private static Parsing.Refused WrongType(SettingType type, Node node) =>
        new(FaultKind.WrongType, $"is {node.Shown}. Use {type.Wanted}.");
}
