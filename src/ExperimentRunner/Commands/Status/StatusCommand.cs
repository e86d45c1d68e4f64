using System.CommandLine;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands.Status;

/// <summary><c>status</c>: tells where the runs of a sweep stand.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        Option<string?> sweep = RunnerOptions.Sweep();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("status", "Tell where the runs of a sweep stand, on this machine or with Slurm: finished, running, queued and why, failed and why. It may be asked at any time.") { sweep, artifacts };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var store = new SweepStore(new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName).Sweeps);
            (SweepPaths paths, SweepPlan plan) = store.OpenOrNewest(parsed.GetValue(sweep));
            var status = new SweepStatus(paths, plan);
            Write(CommandConsole.Create(), plan, status, await status.ReadAsync(cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, SweepPlan plan, SweepStatus status, IReadOnlyList<RunStatus> runs)
    {
        string counts = string.Join(", ", runs.GroupBy(run => run.State).Select(state => $"{state.Count()} {state.Key}"));
        console.WriteLine($"Sweep {plan.SweepId}: {runs.Count} runs: {counts}. {(status.IsAttended ? "A runner attends to it." : "No runner attends to it.")}");
        if (status.SlurmFault is { } fault)
        {
            console.WriteLine($"warning: {fault}");
        }

        if (runs.Any(run => !run.IsPlain))
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns("run", "state", "");
            foreach (RunStatus run in runs.Where(run => !run.IsPlain))
            {
                table.AddRow(new Text(run.RunId), new Text(run.State), new Text(run.Detail));
            }

            console.Write(table);
        }
    }
}
