using ExperimentRunner.Runs.Files;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Commands.Tracking;

/// <summary>Tells a server of a sweep while it works. A server that is down or slow costs the sweep nothing but a bounded wait at its end.</summary>
internal sealed class LiveShipping : IAsyncDisposable
{
    /// <summary>How long the end of a sweep waits for a server that has nothing to say.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly SweepShipper shipper;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    /// <summary>The server answered at least once, so that waiting for it is worth while.</summary>
    private volatile bool wasReached;

    private Action advanced = () => { };

    public LiveShipping(MlflowClient client, SweepPaths sweep, TimeProvider time)
    {
        this.time = time;
        shipper = new SweepShipper(client, sweep, time)
        {
            Figures = () => ReportFigures.Of(sweep),
            Advanced = () =>
            {
                wasReached = true;
                advanced();
            },
        };
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Tells what is left.</summary>
    /// <param name="onWait">Called once if the server is away and is waited for.</param>
    /// <param name="work">Whether others work on when this runner has gone.</param>
    /// <returns>Why the server does not know everything; null if it does.</returns>
    public async Task<string?> FinishAsync(Action onWait, SweepWork work, CancellationToken cancellationToken)
    {
        await StopLoopAsync();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        advanced = () => patience.CancelAfter(Patience);
        ShippingFault? fault = await ShippingAttempt.RunAsync(shipper, work, either.Token);
        if (fault is { MayPass: true } && wasReached)
        {
            onWait();
        }

        while (fault is { MayPass: true } && wasReached && !either.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ShippingFault? next = await ShippingAttempt.RunAsync(shipper, work, either.Token);
            fault = either.IsCancellationRequested && next is not null ? fault : next;
        }

        return fault?.Message;
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
            ShippingFault? fault = await ShippingAttempt.RunAsync(shipper, SweepWork.GoesOn, stop.Token);
            wasReached |= fault is null;
            await Task.Delay(Interval, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
