using System.CommandLine;
using ExperimentRunner.Planning;

namespace ExperimentRunner.Commands;

/// <summary><c>plan</c>: the runs of a matrix, in order.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        Option<string> matrix = RunnerOptions.Matrix();
        Option<string[]> set = RunnerOptions.Set();
        var format = new Option<PlanFormat>("--format") { Description = "table or json.", HelpName = "table|json" };
        var command = new Command("plan", "Print the runs of a matrix in order: batch, learning rate and the factor of its rule, steps an epoch, rough time. Starts nothing.") { matrix, set, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            PlannedMatrix? planned = await PlannedMatrix.ReadAsync(
                parsed.GetRequiredValue(matrix), parsed.GetValue(set) ?? [], Console.Error, TimeProvider.System, cancellationToken);
            if (planned is null)
            {
                return ExitCode.UserFault;
            }

            await PrintAsync(planned.View, parsed.GetValue(format));
            return ExitCode.Success;
        });
        return command;
    }

    private static Task PrintAsync(PlanView plan, PlanFormat format)
    {
        switch (format)
        {
            case PlanFormat.Json:
                return Console.Out.WriteLineAsync(PlanJson.Write(plan));
            case PlanFormat.Table:
                PlanTableRenderer.Render(plan, CommandConsole.Create());
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }
}
