using System.Globalization;
using static System.FormattableString;

namespace ExperimentRunner.Reporting;

/// <summary>How figures are written for people: about three digits that count, the same everywhere in the world.</summary>
internal static class FigureText
{
    public const string None = "-";

    public static string Rate(double? value) => Or(value, ThreeDigits);

    public static string Factor(double? value) => Or(value, factor => $"x{ThreeDigits(factor)}");

    /// <summary>A share of 1 as percent, without decimals.</summary>
    public static string Percent(double? share) => Or(share, value => Invariant($"{value * 100:0} %"));

    /// <summary>A share of 1 as percent, with one decimal.</summary>
    public static string PercentExactly(double? share) => Or(share, value => Invariant($"{value * 100:0.0} %"));

    /// <summary>A parameter of a law, with three decimals.</summary>
    public static string Fraction(double? value) => Or(value, fraction => fraction.ToString("0.000", CultureInfo.InvariantCulture) is "-0.000" ? "0.000" : fraction.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>The size of a difference of two shares.</summary>
    public static string Points(double difference) => Invariant($"{Math.Abs(difference) * 100:0.0} points");

    /// <summary>A difference of two shares in points, with its sign.</summary>
    public static string SignedPoints(double difference) => Signed(difference * 100, "0.0");

    /// <summary>A relative difference, with its sign.</summary>
    public static string SignedPercent(double share) => $"{Signed(share * 100, "0.0")} %";

    /// <summary>A cost, which may be far below 1: three digits that count.</summary>
    public static string Small(double? value) => Or(value, number => number is > 0 and < 0.995
        ? number.ToString(number < 0.00995 ? number < 0.000995 ? "0.00E+0" : "0.00000" : "0.000", CultureInfo.InvariantCulture)
        : ThreeDigits(number));

    public static string Milliseconds(double? seconds) => Or(seconds, value => $"{ThreeDigits(value * 1000)} ms");

    public static string Duration(double? seconds) => Or(seconds, value => value switch
    {
        < 1 => Invariant($"{value:0.00} s"),
        < 100 => Invariant($"{value:0.0} s"),
        < 3600 => Invariant($"{Math.Floor(Math.Round(value) / 60):0} min {Math.Round(value) % 60:0} s"),
        _ => Invariant($"{Math.Floor(Math.Round(value / 60) / 60):#,##0} h {Math.Round(value / 60) % 60:0} min"),
    });

    public static string Energy(double? joules) => Or(joules, value => value < 100_000 ? $"{ThreeDigits(value)} J" : $"{ThreeDigits(value / 3_600_000)} kWh");

    public static string Bytes(long? bytes) => Or((double?)bytes, value => value < 1 << 30
        ? Invariant($"{value / (1 << 20):0} MiB")
        : Invariant($"{value / (1 << 30):0.00} GiB"));

    public static string Count(int value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    public static string Count(int value, string one, string many) => $"{Count(value)} {(value == 1 ? one : many)}";

    private static string Or(double? value, Func<double, string> write) => value is { } known ? write(known) : None;

    private static string Signed(double value, string format)
    {
        string size = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        return value < 0 && size.Any(digit => digit is >= '1' and <= '9') ? $"-{size}" : $"+{size}";
    }

    private static string ThreeDigits(double value) => value switch
    {
        >= 99.95 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 9.995 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
