using System.Globalization;
using System.Text.RegularExpressions;
using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>Reads numbers. Leading zeros are refused: YAML 1.1 takes 010 for 8 and YAML 1.2 for 10.</summary>
internal static partial class NumberText
{
    public static Parsing Whole(string text, SettingType.Whole type)
    {
        if (!WholeNumber().IsMatch(text))
        {
            return RealNumber().IsMatch(text) || IsNotFinite(text)
                ? new Parsing.Refused(FaultKind.WrongType, $"is {Wording.Quote(text)}, which is not whole. Use {type.Wanted}.")
                : new Parsing.Refused(FaultKind.WrongType, $"is {Wording.Quote(text)}. Use {type.Wanted}.");
        }

        bool fits = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        return fits && number >= type.Least && number <= type.Most
            ? new Parsing.Accepted(new SettingValue.Whole(number))
            : OutOfRange(text, type);
    }

    public static Parsing Real(string text, SettingType.Real type)
    {
        if (IsNotFinite(text))
        {
            return NotFinite(text, type);
        }

        if (!RealNumber().IsMatch(text))
        {
            return new Parsing.Refused(FaultKind.WrongType, $"is {Wording.Quote(text)}. Use {type.Wanted}.");
        }

        // 0.0 is added because it turns the minus zero of "-0.0" into zero.
        double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) + 0.0;
        return !double.IsFinite(number) ? NotFinite(text, type)
            : type.Includes(number) ? new Parsing.Accepted(new SettingValue.Real(number))
            : OutOfRange(text, type);
    }

    private static Parsing.Refused OutOfRange(string text, SettingType type) =>
        new(FaultKind.OutOfRange, $"{Wording.Quote(text)} is out of range. Use {type.Wanted}.");

    private static Parsing.Refused NotFinite(string text, SettingType type) =>
        new(FaultKind.NotFinite, $"{Wording.Quote(text)} is not a finite number. Use {type.Wanted}.");

    private static bool IsNotFinite(string text) =>
        text.TrimStart('+', '-').TrimStart('.').ToUpperInvariant() is "INF" or "INFINITY" or "NAN";

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex RealNumber();
}
