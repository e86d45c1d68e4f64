using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary><c>validate</c>: all faults of a matrix, or how many runs it has.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        Option<string> matrix = RunnerOptions.Matrix();
        Option<string[]> set = RunnerOptions.Set();
        var command = new Command("validate", "Check a matrix and print all of its faults, as file(line,column): error CODE: what is wrong. What to do.") { matrix, set };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string file = parsed.GetRequiredValue(matrix);
            PlannedMatrix? planned = await PlannedMatrix.ReadAsync(file, parsed.GetValue(set) ?? [], shard: null, Console.Error, TimeProvider.System, cancellationToken);
            if (planned is null)
            {
                return ExitCode.UserFault;
            }

            int cells = planned.Plan.CellRuns.Select(run => run.CellId).Distinct().Count();
            int probes = planned.Plan.Runs.Count - planned.Plan.CellRuns.Count();
            await Console.Out.WriteLineAsync($"{file}: no fault; {planned.Plan.Name} has {cells} cells and {planned.Plan.Runs.Count} runs{(probes == 0 ? "" : $", {probes} of them probes")}.");
            return ExitCode.Success;
        });
        return command;
    }
}
