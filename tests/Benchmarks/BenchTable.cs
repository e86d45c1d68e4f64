using System.Globalization;
using Spectre.Console;

namespace Benchmarks;

/// <summary>Prints what was measured.</summary>
internal static class BenchTable
{
    public static void Print(IReadOnlyList<ComparisonResult> results, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumns("question", "images/s", "against", "ratio: median", "min", "max", "wanted");
        foreach (ComparisonResult result in results)
        {
            table.AddRow(
                result.Question,
                Number(result.MedianNumerator, "0.0"),
                Number(result.MedianDenominator, "0.0"),
                Number(result.MedianRatio, "0.00"),
                Number(result.Ratios[0], "0.00"),
                Number(result.Ratios[^1], "0.00"),
                $"at least {Number(result.Wanted, "0.00")}");
        }

        console.Write(table);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
