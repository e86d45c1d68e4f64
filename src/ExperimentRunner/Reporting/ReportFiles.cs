using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Reporting;

/// <summary>Makes the report of a sweep folder, in that folder, as often as wanted.</summary>
internal static class ReportFiles
{
    /// <summary>Writes report.md and report.json, each whole.</summary>
    /// <exception cref="InvalidDataException">plan.json or machine.json is broken, or there is no plan.json.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static SpeedupReport Write(SweepPaths paths)
    {
        SpeedupReport report = SpeedupReport.Build(SweepFolder.Read(paths));
        WholeFile.WriteText(paths.ReportMarkdown, MarkdownReport.Render(report));
        WholeFile.WriteText(paths.ReportJson, JsonReport.Render(report));
        return report;
    }
}
