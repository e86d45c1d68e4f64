using Spectre.Console;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>How <c>doctor</c> looks on a console: what is to be done stands below what was found.</summary>
internal static class DoctorTable
{
    public static Table Draw(DoctorReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(new TableColumn("") { NoWrap = true }, new TableColumn("looked at") { NoWrap = true }, new TableColumn("found, and what to do"));
        foreach (Finding finding in report.Findings)
        {
            table.AddRow(new Text(Word(finding.Grade), Look(finding.Grade)), new Text(finding.Subject), new Text(finding.Remedy is { } remedy ? $"{finding.State} {remedy}" : finding.State));
        }

        return table;
    }

    private static string Word(FindingGrade grade) => grade switch
    {
        FindingGrade.Good => "ok",
        FindingGrade.Warning => "warning",
        FindingGrade.Blocking => "blocks",
    };

    private static Style Look(FindingGrade grade) => grade switch
    {
        FindingGrade.Good => new Style(Color.Green),
        FindingGrade.Warning => new Style(Color.Yellow),
        FindingGrade.Blocking => new Style(Color.Red),
    };
}
