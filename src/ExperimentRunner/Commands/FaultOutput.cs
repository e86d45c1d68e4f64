using ExperimentRunner.Commands.GitHub;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Reporting.Annotations;

namespace ExperimentRunner.Commands;

/// <summary>Tells what is wrong with a matrix.</summary>
internal static class FaultOutput
{
    /// <param name="output">Gets a line each.</param>
    public static async Task WriteAsync(IReadOnlyList<MatrixFault> faults, TextWriter output)
    {
        foreach (MatrixFault fault in faults)
        {
            await output.WriteLineAsync(fault.ToString());
        }

        GitHubActions.OfEnvironment().Annotate(AnnotationList.Limit([.. faults.Select(Annotation.Of)], "faults; the log has all"));
    }
}
