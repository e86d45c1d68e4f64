using System.Globalization;
using System.Net;
using System.Security.Authentication;
using ExperimentRunner.Tracking.Connecting;
using Polly;
using Polly.Retry;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>When a request is sent again, and after how long.</summary>
internal static class RetryRule
{
    /// <summary>What doing the call again would mean.</summary>
    public static readonly ResiliencePropertyKey<Replay> Replay = new("replay");

    /// <summary>A server that asks for more has to be asked later.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    public static ResiliencePipeline<RestResponse> Pipeline(TrackingConnection connection, TimeProvider timeProvider, Func<double> random) => connection.MaxRetries == 0
        ? ResiliencePipeline<RestResponse>.Empty
        : new ResiliencePipelineBuilder<RestResponse> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<RestResponse>
            {
                MaxRetryAttempts = connection.MaxRetries,
                MaxDelay = LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome.Result, arguments.Context, timeProvider)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    RetryAfter(arguments.Outcome.Result!, timeProvider) ?? Backoff(connection, arguments.AttemptNumber, random())),
            })
            .Build();

    /// <summary>How long the server asks to wait, if it says: in seconds or until a time (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? RetryAfter(RestResponse response, TimeProvider timeProvider)
    {
        string? text = response.Headers?.FirstOrDefault(header => header.Name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))?.Value;
        TimeSpan? wait = uint.TryParse(text, CultureInfo.InvariantCulture, out uint seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at - timeProvider.GetUtcNow()
            : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <param name="connection">Says the factor and the jitter.</param>
    /// <param name="retriesBefore">0 for the first retry.</param>
    /// <param name="random">From 0 to 1.</param>
    private static TimeSpan Backoff(TrackingConnection connection, int retriesBefore, double random)
    {
        TimeSpan wait = (connection.BackoffFactor * Math.Pow(2, retriesBefore)) + (connection.BackoffJitter * random);
        return wait < LongestWait ? wait : LongestWait;
    }

    private static bool MayPass(RestResponse? response, ResilienceContext context, TimeProvider timeProvider)
    {
        // Who has waited for a whole timeout should not wait for it several times, and a certificate is not better the next time.
        if (response is null || context.CancellationToken.IsCancellationRequested || response.ResponseStatus is ResponseStatus.TimedOut or ResponseStatus.Aborted
            || response.ErrorException?.GetBaseException() is AuthenticationException || RetryAfter(response, timeProvider) > LongestWait)
        {
            return false;
        }

        bool wasSurelyNotDone = response.StatusCode == HttpStatusCode.TooManyRequests
            || response.ErrorException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
        return wasSurelyNotDone
            || (Availability.IsUnavailable(response) && context.Properties.GetValue(Replay, Http.Replay.Harmless) != Http.Replay.Doubles);
    }
}
