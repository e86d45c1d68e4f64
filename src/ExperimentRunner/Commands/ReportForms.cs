using ExperimentRunner.Commands.GitHub;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary>Brings a report to wherever people look at it.</summary>
internal static class ReportForms
{
    /// <summary>Writes the report of a sweep in all forms.</summary>
    /// <param name="comment">File for the comment of a pull request; null writes none.</param>
    public static SpeedupReport Publish(SweepPaths sweep, IAnsiConsole console, FileInfo? comment)
    {
        SpeedupReport report = ReportFiles.Write(sweep);
        ConsoleReport.Write(console, report);
        if (comment is not null)
        {
            WholeFile.WriteText(comment.FullName, CommentReport.Render(report));
        }

        GitHubActions.OfEnvironment().Show(report);
        return report;
    }
}
