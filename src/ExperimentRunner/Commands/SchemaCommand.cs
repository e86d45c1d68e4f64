using System.CommandLine;
using ExperimentRunner.Matrix.Schema;

namespace ExperimentRunner.Commands;

/// <summary><c>schema</c>: the JSON schema of matrix files.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON schema of a matrix, for completion in editors.");
        command.SetAction(async (_, _) =>
        {
            await Console.Out.WriteAsync(MatrixSchema.Write());
            return ExitCode.Success;
        });
        return command;
    }
}
