using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>
/// Gives up on a transfer in which nothing moves for a whole timeout. A transfer as such may take any time: it may be of any size.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan patience;
    private readonly CancellationToken callersToken;
    private readonly CancellationTokenSource stalled;
    private readonly CancellationTokenSource either;

    public StallWatch(TimeSpan patience, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        this.patience = patience;
        callersToken = cancellationToken;
        stalled = new CancellationTokenSource(patience, timeProvider);
        either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellationToken);
    }

    public void Moved() => stalled.CancelAfter(patience);

    /// <summary>The answer, or that there was none in time where it was this watch that ended it.</summary>
    public async Task<RestResponse> WatchAsync(Func<CancellationToken, Task<RestResponse>> transfer)
    {
        try
        {
            RestResponse response = await transfer(either.Token).ConfigureAwait(false);
            return HasStalled && response.StatusCode == 0 ? TimedOut(response.ErrorException) : response;
        }
        catch (OperationCanceledException exception) when (HasStalled)
        {
            return TimedOut(exception);
        }
    }

    public void Dispose()
    {
        either.Dispose();
        stalled.Dispose();
    }

    private bool HasStalled => stalled.IsCancellationRequested && !callersToken.IsCancellationRequested;

    private static RestResponse TimedOut(Exception? exception) => new(new RestRequest()) { ResponseStatus = ResponseStatus.TimedOut, ErrorException = exception };
}
