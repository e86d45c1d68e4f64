using ExperimentRunner.Commands.GitHub;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Commands;

/// <summary>Brings a report to where people look at it, beside its files and the console.</summary>
internal static class ReportForms
{
    /// <param name="comment">File for the comment of a pull request; null writes none.</param>
    public static void Publish(SpeedupReport report, FileInfo? comment)
    {
        if (comment is not null)
        {
            WholeFile.WriteText(comment.FullName, CommentReport.Render(report));
        }

        GitHubActions.OfEnvironment().Show(report);
    }
}
