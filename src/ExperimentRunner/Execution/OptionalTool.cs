using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace ExperimentRunner.Execution;

/// <summary>Runs a program that may not be installed.</summary>
internal static class OptionalTool
{
    /// <summary>Null if the program is not on the PATH.</summary>
    public static async Task<BufferedCommandResult?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
