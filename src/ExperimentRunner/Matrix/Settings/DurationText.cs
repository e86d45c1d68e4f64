using System.Globalization;
using System.Text.RegularExpressions;
using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>Reads times such as <c>90s</c>, <c>30m</c>, <c>2h</c> and <c>1h30m</c>.</summary>
internal static partial class DurationText
{
    public static Parsing Parse(string text, SettingType.Duration type)
    {
        Match match = Parts().Match(text);
        if (text == "" || !match.Success)
        {
            return new Parsing.Refused(FaultKind.BadDuration, $"is {Wording.Quote(text)}. Use {type.Wanted}.");
        }

        TimeSpan time = TimeSpan.FromSeconds((3600 * Number(match, "h")) + (60 * Number(match, "m")) + Number(match, "s"));
        return time >= type.Least && time <= type.Most
            ? new Parsing.Accepted(new SettingValue.Duration(time))
            : new Parsing.Refused(FaultKind.OutOfRange, $"{Wording.Quote(text)} is out of range. Use {type.Wanted}.");
    }

    private static long Number(Match match, string unit) =>
        match.Groups[unit].Success ? long.Parse(match.Groups[unit].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    // Eight digits at most, so that nothing overflows before the range is looked at.
    [GeneratedRegex(@"^((?<h>[0-9]{1,8})h)?((?<m>[0-9]{1,8})m)?((?<s>[0-9]{1,8})s)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
