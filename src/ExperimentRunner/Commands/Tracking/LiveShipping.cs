using ExperimentRunner.Runs.Files;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Commands.Tracking;

/// <summary>Tells a server of a sweep while it works. A server that is down or slow costs the sweep nothing.</summary>
internal sealed class LiveShipping : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>How long the end of a sweep waits for the server.</summary>
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(60);

    private readonly SweepShipper shipper;
    private readonly SweepPaths sweep;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public LiveShipping(SweepShipper shipper, SweepPaths sweep, TimeProvider time)
    {
        this.shipper = shipper;
        this.sweep = sweep;
        this.time = time;
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Tells what is left.</summary>
    /// <returns>Why the server does not know everything; null if it does.</returns>
    public async Task<string?> FinishAsync(bool isInterrupted, CancellationToken cancellationToken)
    {
        await StopLoopAsync();
        using var patience = new CancellationTokenSource(LastChance, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await ShipAsync(isInterrupted ? shipper.CloseAsync : shipper.ShipAsync, either.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopLoopAsync();
        stop.Dispose();
    }

    private async Task StopLoopAsync()
    {
        await stop.CancelAsync();
        await loop;
    }

    private async Task LoopAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            // What fails here is sent again by the next round, and in the end FinishAsync tells of it.
            _ = await ShipAsync(shipper.ShipAsync, stop.Token);
            await Task.Delay(Interval, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> ShipAsync(Func<SweepPaths, CancellationToken, Task> ship, CancellationToken cancellationToken)
    {
        try
        {
            await ship(sweep, cancellationToken);
            return null;
        }
        catch (OperationCanceledException)
        {
            return "The server did not answer in time.";
        }
        catch (Exception exception) when (exception is TrackingUnavailableException or MlflowException or TrackingConflictException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
