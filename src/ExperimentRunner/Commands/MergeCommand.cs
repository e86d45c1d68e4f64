using System.CommandLine;
using ExperimentRunner.Execution.Merging;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary><c>merge</c>: one sweep of the shards that several machines did.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("folders") { Description = "Folders of sweeps, or folders that hold some, up to four levels below.", Arity = ArgumentArity.OneOrMore };
        var comment = RunnerOptions.Comment();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("merge", "Put sweeps together that did parts of the same matrix (--shard, --where), and report on the whole. Exit code 1 if an expectation fails or runs are missing.") { folders, comment, artifacts };
        command.SetAction(parsed =>
        {
            ShardFolder[] shards = [.. parsed.GetRequiredValue(folders).SelectMany(ShardFolder.Find)];
            string root = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName).Sweeps;
            (SweepPaths paths, SweepPlan plan, bool isNew) = new SweepMerge(root).Merge(shards);
            IAnsiConsole console = CommandConsole.Create();
            SpeedupReport report = ReportForms.Publish(paths, console, parsed.GetValue(comment));
            console.WriteLine($"Sweep {plan.SweepId} of {shards.Length} parts{(isNew ? "" : ", merged before: its runs are as they were")}. Report: {paths.ReportHtml}");
            int missing = plan.Runs.Count(run => Execution.RunState.Settled(paths.Run(run.RunId), retryFailed: true) is null);
            if (missing > 0)
            {
                console.WriteLine($"{missing} of {plan.Runs.Count} runs did not finish or are in no part; do them with `sweep --resume --retry-failed --sweep={plan.SweepId}`, or merge again with the parts that have them.");
            }

            return missing == 0 && report.MeetsExpectations ? ExitCode.Success : ExitCode.RunFailed;
        });
        return command;
    }
}
