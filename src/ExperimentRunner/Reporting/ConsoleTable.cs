using ExperimentRunner.Reporting.Tables;
using Spectre.Console;

namespace ExperimentRunner.Reporting;

/// <summary>Draws the columns that pages have on a console.</summary>
internal static class ConsoleTable
{
    public static Table Draw<T>(IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (Column<T> column in columns)
        {
            table.AddColumn(Head(column));
        }

        foreach (T row in rows)
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
    private static TableColumn Head<T>(Column<T> column) => new(new Text(column.Head.Replace('_', ' ')))
    {
        Alignment = column.IsNumber ? Justify.Right : Justify.Left,
        NoWrap = column.IsNumber,
        Padding = new Padding(0, 0, 1, 0),
    };
}
