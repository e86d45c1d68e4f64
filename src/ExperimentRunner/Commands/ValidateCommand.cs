using System.CommandLine;
using ExperimentRunner.Matrix;

namespace ExperimentRunner.Commands;

/// <summary><c>validate</c>: all faults of matrices, or how many runs each has.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var matrices = new Option<string[]>("--matrix")
        {
            Description = "An experiment matrix, a YAML file; may be given several times.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [RunnerOptions.DefaultMatrix],
        };
        Option<string[]> set = RunnerOptions.Set();
        var elsewhere = new Option<bool>("--allow-missing-data") { Description = "Images and weights that are not on this machine are warnings: the sweep may be for another one." };
        var command = new Command("validate", "Check matrices and print all of their faults, as file(line,column): error CODE: what is wrong. What to do.") { matrices, set, elsewhere };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ImageFolders disk = ImageFolders.OnDisk with { MayBeElsewhere = parsed.GetValue(elsewhere) };
            int exitCode = ExitCode.Success;
            foreach (string matrix in parsed.GetRequiredValue(matrices))
            {
                if (!await IsValidAsync(matrix, parsed.GetValue(set) ?? [], disk, cancellationToken))
                {
                    exitCode = ExitCode.UserFault;
                }
            }

            return exitCode;
        });
        return command;
    }

    private static async Task<bool> IsValidAsync(string matrix, IReadOnlyList<string> overrides, ImageFolders disk, CancellationToken cancellationToken)
    {
        PlannedMatrix? planned = await PlannedMatrix.ReadAsync(matrix, overrides, shard: null, disk, Console.Error, TimeProvider.System, cancellationToken);
        if (planned is null)
        {
            return false;
        }

        int cells = planned.Plan.CellRuns.Select(run => run.CellId).Distinct().Count();
        int probes = planned.Plan.Runs.Count - planned.Plan.CellRuns.Count();
        await Console.Out.WriteLineAsync($"{matrix}: no fault; {planned.Plan.Name} has {cells} cells and {planned.Plan.Runs.Count} runs{(probes == 0 ? "" : $", {probes} of them probes")}.");
        return true;
    }
}
