using System.Globalization;
using Spectre.Console;

namespace Benchmarks.Rows;

/// <summary>Prints what was measured: medians, with the least and the greatest of all rounds.</summary>
internal static class BenchTable
{
    public static void Print(IReadOnlyList<BenchRow> rows, IReadOnlyList<RowResult> results, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumns("question", "this", "against", "unit", "answer", "wanted", "verdict");
        foreach ((BenchRow row, RowResult result) in rows.Zip(results))
        {
            table.AddRow(
                Markup.Escape(result.Question), Figure(result.Subject, row), result.Against.Count == 0 ? "-" : Figure(result.Against, row), row.Unit,
                Answer(row, result), $"{(result.IsLeast ? ">=" : "<=")} {Number(result.Wanted, row.Format)}", Markup.Escape(Verdict(result)));
        }

        console.Write(table);
    }

    private static string Figure(IReadOnlyList<double> values, BenchRow row) => values.Count == 0
        ? "-"
        : Number(Statistics.Median(values), row.Against is null ? row.Format : "0.0");

    private static string Answer(BenchRow row, RowResult result) => result.Median is { } median
        ? $"{Number(median, row.Format)} ({Number(result.Answers.Min(), row.Format)} to {Number(result.Answers.Max(), row.Format)})"
        : "-";

    private static string Verdict(RowResult result) => result.IsMet switch
    {
        true => "met",
        false => "not met",
        null => $"left out: {result.LeftOut}",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
