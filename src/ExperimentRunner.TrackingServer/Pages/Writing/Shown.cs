using System.Globalization;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>Numbers and times as people read them; times are in UTC.</summary>
internal static class Shown
{
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        string format = value switch
        {
            double.NaN => "G",
            _ when double.IsInteger(value) && size < 1e15 => "#,0",
            _ when size is >= 1e6 or < 1e-3 => "0.###e0",
            _ when size >= 1000 => "#,0.0",
            _ when size >= 10 => "0.0##",
            _ => "0.#####",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>For example <c>2026-11-24 21:47:05</c>.</summary>
    public static string Time(long millisecondsSince1970) =>
        IsTime(millisecondsSince1970) ? DateTimeOffset.FromUnixTimeMilliseconds(millisecondsSince1970).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary>For example <c>1 h 03 min</c>, <c>2 min 05 s</c> or <c>4.1 s</c>; empty while a run goes on.</summary>
    public static string Duration(long start, long? end)
    {
        if (end is null || start <= 0 || end < start)
        {
            return "";
        }

        double seconds = (end.Value - start) / 1000.0;
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):00} min"),
        };
    }

    /// <summary>For example <c>1.5 MB</c>.</summary>
    public static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary>Clients may send any number as a time; some are beyond the calendar.</summary>
    private static bool IsTime(long milliseconds) => milliseconds is > 0 and < 253_402_300_800_000;
}
