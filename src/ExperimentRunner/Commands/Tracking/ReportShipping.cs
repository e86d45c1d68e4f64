using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Commands.Tracking;

/// <summary>
/// Tells a server that knows a sweep of its new report, and of runs that nobody could end because their runner was killed. A sweep that no
/// server was told of stays untold: that is for <c>sync</c>.
/// </summary>
internal static class ReportShipping
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>What to say of it; null if there was nothing to tell.</returns>
    public static async Task<string?> TellAsync(SweepPaths sweep, ArtifactPaths artifacts, string? trackingUri, TimeProvider time, CancellationToken cancellationToken)
    {
        // A sweep that is being worked on is told of by whoever does.
        using FileStream? held = File.Exists(sweep.Tracking) ? FolderLock.TryTake(sweep.Lock) : null;
        if (held is null)
        {
            return null;
        }

        await using TrackingServerChoice server = await TrackingServerChoice.OpenAsync(trackingUri, artifacts, cancellationToken);
        using var client = new MlflowClient(server.Connection, time);
        var shipper = new SweepShipper(client, sweep, time) { Figures = () => ReportFigures.Of(sweep) };
        if (shipper.SweepPage is null)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        ShippingFault? fault = await ShippingAttempt.RunAsync(shipper, SweepWork.Rests, either.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return fault is null
            ? $"Told {server.Description}."
            : $"warning: {server.Description} was not told of it: {fault.Message} Send it with `sync --sweep={Path.GetFileName(sweep.Folder)}`.";
    }
}
