using System.CommandLine;
using System.Text.Json;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Sampling;
using Spectre.Console;

namespace ExperimentRunner.Commands.Doctor;

/// <summary><c>doctor</c>: what this machine has, what it lacks and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var matrix = new Option<string?>("--matrix") { Description = "Whether this matrix can run here; exit code 1 if not.", HelpName = "FILE" };
        Option<string[]> set = RunnerOptions.Set();
        var format = new Option<PlanFormat>("--format") { Description = "table or json.", HelpName = "table|json" };
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        Option<string?> trackingUri = RunnerOptions.TrackingUri();
        Option<string?> trainer = RunnerOptions.Trainer();
        var command = new Command("doctor", "Look at SDK, libtorch, GPUs, NCCL, MPI, Slurm, memory, disk and the MLflow server, and say what to do about each. Exit code 1: the given matrix can't run here.")
        {
            matrix, set, format, artifacts, trackingUri, trainer,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName);
            PlannedMatrixOrNone asked = await PlannedMatrixOrNone.ReadAsync(parsed.GetValue(matrix), parsed.GetValue(set) ?? [], cancellationToken);
            if (asked.IsFaulty)
            {
                return ExitCode.UserFault;
            }

            var machine = await DoctorMachine.LookAsync(parsed.GetValue(trainer) ?? TrainerCommand.DefaultPath(), SamplingSettings.FromEnvironment(Environment.GetEnvironmentVariable), paths, TimeProvider.System, cancellationToken);
            DoctorReport report = new(
            [
                .. SoftwareChecks.Of(machine),
                .. TrainerChecks.Of(machine),
                .. MachineChecks.Of(machine, paths),
                await TrackingCheck.OfAsync(parsed.GetValue(trackingUri), TimeProvider.System, cancellationToken),
                .. asked.Plan is { } plan ? MatrixChecks.Of(plan, asked.Warnings, machine) : [],
            ]);
            Print(report, parsed.GetValue(format));
            return asked.Plan is not null && report.IsBlocked ? ExitCode.RunFailed : ExitCode.Success;
        });
        return command;
    }

    private static void Print(DoctorReport report, PlanFormat format)
    {
        if (format == PlanFormat.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));
            return;
        }

        IAnsiConsole console = CommandConsole.Create();
        console.Write(DoctorTable.Draw(report));
    }
}
