using ExperimentRunner.Reporting.Tables;
using ExperimentRunner.Reporting.Verdicts;
using Spectre.Console;

namespace ExperimentRunner.Reporting;

/// <summary>The verdict and the table of results, for a terminal or a log.</summary>
internal static class ConsoleReport
{
    private const int WidthForAllColumns = 110;
    private const int MostRows = 60;

    public static void Write(IAnsiConsole console, SpeedupReport report)
    {
        foreach ((int at, string sentence) in Verdict.Of(report).Index())
        {
            console.WriteLine(sentence, at == 0 ? new Style(decoration: Decoration.Bold) : Style.Plain);
        }

        console.WriteLine();
        IReadOnlyList<Column<CellReport>> columns = console.Profile.Width < WidthForAllColumns ? ResultColumns.Narrow(report) : ResultColumns.Wide(report);
        console.Write(Draw(columns, report.Cells));
        if (report.Cells.Count > MostRows)
        {
            console.WriteLine($"{FigureText.Count(report.Cells.Count - MostRows)} more cells are in the report.");
        }
    }

    private static Table Draw(IReadOnlyList<Column<CellReport>> columns, IReadOnlyList<CellReport> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (Column<CellReport> column in columns)
        {
            table.AddColumn(Head(column));
        }

        foreach (CellReport row in rows.Take(MostRows))
        {
            table.AddRow(columns.Select(column => new Text(column.Text(row), Look(column.ToneOf(row)))));
        }

        return table;
    }

    private static Style Look(Tone tone) => tone switch
    {
        Tone.Plain => Style.Plain,
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        Tone.Weak => new Style(Color.Grey),
    };

    // Words of an axis may stand below each other; a figure that is broken in two cannot be read.
    private static TableColumn Head(Column<CellReport> column) => new(new Text(column.Head.Replace('_', ' ')))
    {
        Alignment = column.IsNumber ? Justify.Right : Justify.Left,
        NoWrap = column.IsNumber,
        Padding = new Padding(0, 0, 1, 0),
    };
}
