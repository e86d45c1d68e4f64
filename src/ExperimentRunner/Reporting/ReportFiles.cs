using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Reporting.Charts.Drawing;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Reporting;

/// <summary>Makes the report of a sweep folder, in that folder, as often as wanted.</summary>
internal static class ReportFiles
{
    /// <summary>Writes the report in all its forms, each file whole.</summary>
    /// <exception cref="InvalidDataException">plan.json or machine.json is broken, or there is no plan.json.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static SpeedupReport Write(SweepPaths paths)
    {
        SpeedupReport report = SpeedupReport.Build(SweepFolder.Read(paths));
        IReadOnlyList<Chart> charts = ReportCharts.Of(report);
        WriteCharts(paths.Plots, charts);
        WholeFile.WriteText(paths.ReportMarkdown, MarkdownReport.Render(report));
        WholeFile.Write(paths.ReportJson, stream => JsonReport.Write(report, stream));
        WholeFile.WriteText(paths.ReportHtml, HtmlReport.Render(report, charts));
        WholeFile.WriteText(paths.ReportCsv, CsvReport.RenderCells(report));
        WholeFile.WriteText(paths.RunsCsv, CsvReport.RenderRuns(report));
        WholeFile.WriteText(paths.ReportJunit, JunitReport.Render(report));
        return report;
    }

    private static void WriteCharts(string folder, IReadOnlyList<Chart> charts)
    {
        Directory.CreateDirectory(folder);
        foreach (Chart chart in charts)
        {
            WholeFile.WriteText(Path.Combine(folder, $"{chart.Id}.svg"), ChartSvg.Render(chart));
            WholeFile.WriteBytes(Path.Combine(folder, $"{chart.Id}.png"), ChartPng.Render(chart));
        }

        // A chart of an earlier report that has no figures any more. What is half-written may be another process's.
        HashSet<string> known = [.. charts.Select(chart => chart.Id)];
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) != ".tmp" && !known.Contains(Path.GetFileNameWithoutExtension(file))))
        {
            File.Delete(file);
        }
    }
}
