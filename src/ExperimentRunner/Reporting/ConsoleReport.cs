using ExperimentRunner.Reporting.Tables;
using Spectre.Console;

namespace ExperimentRunner.Reporting;

/// <summary>The verdict and the table of results, for a terminal or a log.</summary>
internal static class ConsoleReport
{
    private const int WidthForAllColumns = 110;
    private const int MostRows = 60;

    public static void Write(IAnsiConsole console, SpeedupReport report)
    {
        foreach ((int at, string sentence) in report.Verdict.Index())
        {
            console.WriteLine(sentence, at == 0 ? new Style(decoration: Decoration.Bold) : Style.Plain);
        }

        console.WriteLine();
        IReadOnlyList<Column<CellReport>> columns = console.Profile.Width < WidthForAllColumns ? ResultColumns.Narrow(report) : ResultColumns.Wide(report);
        console.Write(ConsoleTable.Draw(columns, report.Cells.Take(MostRows)));
        if (report.Cells.Count > MostRows)
        {
            console.WriteLine($"{FigureText.Count(report.Cells.Count - MostRows)} more cells are in the report.");
        }
    }
}
