using System.CommandLine;
using ExperimentRunner.Commands.Tracking;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Commands;

/// <summary><c>sync</c>: tells a server what it has not been told of a sweep.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        Option<string?> sweep = RunnerOptions.Sweep();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        Option<string?> trackingUri = RunnerOptions.TrackingUri();
        var command = new Command("sync", "Tell an MLflow server what it has not been told of a sweep: after it was down, or to copy a sweep to another server.") { sweep, artifacts, trackingUri };
        command.SetAction((parsed, cancellationToken) =>
        {
            var paths = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName);
            return SyncAsync(parsed.GetValue(sweep), paths, parsed.GetValue(trackingUri), cancellationToken);
        });
        return command;
    }

    private static async Task<int> SyncAsync(string? sweepId, ArtifactPaths artifacts, string? trackingUri, CancellationToken cancellationToken)
    {
        var store = new SweepStore(artifacts.Sweeps);
        (SweepPaths sweep, SweepPlan plan) = store.OpenOrNewest(sweepId);
        using FileStream folderLock = FolderLock.Take(sweep);
        await using TrackingServerChoice server = await TrackingServerChoice.OpenAsync(trackingUri, artifacts, cancellationToken);
        using var client = new MlflowClient(server.Connection, TimeProvider.System);
        try
        {
            SweepWork work = await SlurmSession.ActiveRunsAsync(sweep, plan, cancellationToken) > 0 ? SweepWork.GoesOn : SweepWork.Rests;
            await new SweepShipper(client, sweep, TimeProvider.System) { Figures = () => ReportFigures.Of(sweep) }.ShipAsync(work, cancellationToken);
        }
        catch (Exception exception) when (exception is TrackingUnavailableException or MlflowException or TrackingConflictException or SlurmUnavailableException)
        {
            throw new UserFaultException(exception.Message, exception);
        }

        await Console.Out.WriteLineAsync($"{server.Description} knows all of sweep {plan.SweepId}.");
        return ExitCode.Success;
    }
}
