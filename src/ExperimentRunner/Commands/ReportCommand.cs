using System.CommandLine;
using ExperimentRunner.Execution;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary><c>report</c>: makes the report of a sweep anew.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<string?> sweep = RunnerOptions.Sweep();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("report", "Write report.md and report.json of a sweep from its run folders alone, and print the verdict. Exit code 1 if an expectation fails.") { sweep, artifacts };
        command.SetAction(parsed =>
        {
            var store = new SweepStore(new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName).Sweeps);
            (SweepPaths paths, _) = parsed.GetValue(sweep) is { } id ? store.Open(id) : store.OpenNewest(name: null);
            IAnsiConsole console = CommandConsole.Create();
            SpeedupReport report = ReportFiles.Write(paths);
            ConsoleReport.Write(console, report);
            console.WriteLine($"Report: {paths.ReportMarkdown}");
            return report.MeetsExpectations ? ExitCode.Success : ExitCode.RunFailed;
        });
        return command;
    }
}
