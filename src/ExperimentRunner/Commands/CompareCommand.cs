using System.CommandLine;
using ExperimentRunner.Commands.GitHub;
using ExperimentRunner.Execution;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Annotations;
using ExperimentRunner.Reporting.Comparing;
using ExperimentRunner.Runs.Files;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary><c>compare</c>: two sweeps of the same cells, on the same machine.</summary>
internal static class CompareCommand
{
    private const string Unlike = "The two sweeps are of unlike machines, so their speeds can't be compared:";

    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The name or folder of a sweep, or a baseline that `report --baseline=FILE` stored." };
        var after = new Argument<string?>("after") { Description = "The same, to be held against it; the newest sweep if left out.", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force") { Description = "Compare sweeps of unlike machines, too." };
        var output = new Option<FileInfo?>("--output") { Description = "Write the comparison as Markdown, for a comment of a pull request.", HelpName = "FILE" };
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("compare", "Say which cells got faster, slower, or more or less accurate from one sweep to another. Exit code 1: one regressed.") { before, after, force, output, artifacts };
        command.SetAction(parsed =>
        {
            var store = new SweepStore(new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName).Sweeps);
            var comparison = SweepComparison.Of(ComparedSweep.Read(parsed.GetRequiredValue(before), store), ComparedSweep.Read(parsed.GetValue(after), store));
            if (comparison.MachineDifferences.Count > 0 && !parsed.GetValue(force))
            {
                throw new UserFaultException($"{Unlike}\n{string.Join('\n', comparison.MachineDifferences.Select(difference => $"  {difference}"))}\nUse --force to compare them all the same.");
            }

            if (comparison.Cells.Count == 0)
            {
                throw new UserFaultException($"{comparison.Before.SweepId} and {comparison.After.SweepId} have no cell in common. Compare sweeps of the same matrix.");
            }

            if (parsed.GetValue(output) is { } file)
            {
                WholeFile.WriteText(file.FullName, ComparisonPage.Render(comparison));
            }

            Print(comparison, CommandConsole.Create());
            return comparison.HasRegressed ? ExitCode.RunFailed : ExitCode.Success;
        });
        return command;
    }

    private static void Print(SweepComparison comparison, IAnsiConsole console)
    {
        console.Write(ConsoleTable.Draw(ComparisonPage.Columns, comparison.Cells));
        console.WriteLine(ChangeText.Summary(comparison));
        GitHubActions.OfEnvironment().Annotate(ComparisonAnnotations.Of(comparison));
    }
}
