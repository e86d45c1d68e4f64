using System.CommandLine;
using ExperimentRunner.Commands.Status;
using ExperimentRunner.Commands.Doctor;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Tracking.Connecting;

namespace ExperimentRunner.Commands;

/// <summary>The runner's command line and what its exit code says.</summary>
internal static class RunnerCommandLine
{
    private const string Description =
        """
        Measures what more devices, bigger batches, learning-rate rules and mixed precision buy when a ResNet18 image classifier is trained, and what they cost in accuracy.

        Exit codes: 0 all well, 1 a run or an expectation failed or a cell regressed, 2 the matrix or the command line is wrong or the sweep would exceed its limits, 3 a sweep stopped since its budget is spent, 70 an error of ours, 74 a disk is full, 130 interrupted.
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        ParseResult parsed = Create().Parse(arguments);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (parsed.UnmatchedTokens.FirstOrDefault(IsMatrix) is { } file)
        {
            await Console.Error.WriteLineAsync($"error: {file} stands alone. Name a matrix with --matrix={file}.");
            return ExitCode.UserFault;
        }

        try
        {
            int exitCode = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCode.UserFault : exitCode;
        }
        catch (Exception exception) when (exception is DiskFullException || FullDisk.IsMeantBy(exception))
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            return ExitCode.DiskFull;
        }
        catch (Exception exception) when (exception is UserFaultException or TrackingSettingException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            return ExitCode.UserFault;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last resort: whatever it is, it is ours, and is told in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"This is an error of ExperimentRunner itself: {exception}");
            return ExitCode.OurFault;
        }
    }

    private static bool IsMatrix(string token) =>
        token.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || token.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static RootCommand Create() =>
        new(Description)
        {
            ValidateCommand.Create(),
            DoctorCommand.Create(),
            PlanCommand.Create(),
            SweepCommand.Create(),
            JobsCommand.Create(),
            MergeCommand.Create(),
            StatusCommand.Create(),
            CancelCommand.Create(),
            WorkCommand.Create(),
            ReportCommand.Create(),
            CompareCommand.Create(),
            SyncCommand.Create(),
            ServeCommand.Create(),
            SchemaCommand.Create(),
            ExportCommand.Create(),
            PredictCommand.Create(),
        };
}
