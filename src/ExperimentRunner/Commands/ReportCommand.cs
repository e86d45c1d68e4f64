using System.CommandLine;
using ExperimentRunner.Commands.Tracking;
using ExperimentRunner.Execution;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Comparing;
using ExperimentRunner.Runs.Files;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary><c>report</c>: makes the report of a sweep anew.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<string?> sweep = RunnerOptions.Sweep();
        var baseline = new Option<FileInfo?>("--baseline") { Description = "Store the figures, too, for `compare` to hold later sweeps against.", HelpName = "FILE" };
        Option<FileInfo?> comment = RunnerOptions.Comment();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        Option<string?> trackingUri = RunnerOptions.TrackingUri();
        var noTracking = new Option<bool>("--no-tracking") { Description = "Tell no MLflow server. Without it, the server that knows the sweep gets the new report." };
        var command = new Command("report", "Write the report of a sweep from its run folders alone (report.html, .md, .json, .csv, .junit.xml, runs.csv, plots/), and print the verdict. Exit code 1 if an expectation fails.") { sweep, baseline, comment, artifacts, trackingUri, noTracking };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var artifactPaths = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName);
            var store = new SweepStore(artifactPaths.Sweeps);
            (SweepPaths paths, _) = store.OpenOrNewest(parsed.GetValue(sweep));
            IAnsiConsole console = CommandConsole.Create();
            SpeedupReport report = ReportForms.Publish(paths, console, parsed.GetValue(comment));
            if (parsed.GetValue(baseline) is { } file)
            {
                WholeFile.WriteJson(file.FullName, SweepSamples.Of(report), SamplesJson.Default.SweepSamples);
            }

            console.WriteLine($"Report: {paths.ReportHtml}");
            if (!parsed.GetValue(noTracking) && await ReportShipping.TellAsync(paths, artifactPaths, parsed.GetValue(trackingUri), TimeProvider.System, cancellationToken) is { } told)
            {
                console.WriteLine(told);
            }

            return report.MeetsExpectations ? ExitCode.Success : ExitCode.RunFailed;
        });
        return command;
    }
}
