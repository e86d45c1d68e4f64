using System.Globalization;

namespace ExperimentRunner.Tracking.Connecting;

/// <summary>Environment variables, each as what it should be. One that is blank counts as not set.</summary>
/// <param name="valueOf">Gives the value of a variable, or null.</param>
internal sealed class TrackingEnvironment(Func<string, string?> valueOf)
{
    /// <summary>The value; null where it is not set.</summary>
    public string? Text(string variable) => string.IsNullOrWhiteSpace(valueOf(variable)) ? null : valueOf(variable);

    /// <summary>A value that goes into a header, and is not shown.</summary>
    /// <exception cref="TrackingSettingException">It has characters that can't be sent.</exception>
    public string? Secret(string variable) => Text(variable) is not { } text ? null
        : text.Any(char.IsControl)
            ? throw new TrackingSettingException(variable, "holds a line break or another control character, which can't be sent. Set it without (`$(cat FILE)` takes line breaks off the end).")
            : text;

    /// <exception cref="TrackingSettingException">It is no whole number in the range.</exception>
    public int? Whole(string variable, int least, int most) => Text(variable) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new TrackingSettingException(variable, string.Create(CultureInfo.InvariantCulture, $"'{text}' is no whole number from {least} to {most}."));

    /// <exception cref="TrackingSettingException">It is no number in the range.</exception>
    public TimeSpan? Seconds(string variable, int least, int most) => Text(variable) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? TimeSpan.FromSeconds(number)
            : throw new TrackingSettingException(variable, string.Create(CultureInfo.InvariantCulture, $"'{text}' is no number of seconds from {least} to {most}, such as 0.5."));

    /// <summary>False where it is not set.</summary>
    /// <exception cref="TrackingSettingException">It is neither true nor false.</exception>
    public bool Flag(string variable) => Text(variable)?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        null or "FALSE" or "0" => false,
        _ => throw new TrackingSettingException(variable, $"'{Text(variable)}' is neither true nor false (nor 1 or 0)."),
    };
}
