using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>When a request is sent again, and after how long.</summary>
internal static class RetryRule
{
    /// <summary>Marks a request that must not be done twice; it is sent again only when it surely was not done.</summary>
    public static readonly ResiliencePropertyKey<bool> MustNotRepeat = new("must-not-repeat");

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<RestResponse> Pipeline(int maxRetries, TimeProvider timeProvider) => maxRetries == 0
        ? ResiliencePipeline<RestResponse>.Empty
        : new ResiliencePipelineBuilder<RestResponse> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<RestResponse>
            {
                MaxRetryAttempts = maxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome.Result, arguments.Context)),
                DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Result, timeProvider)),
            })
            .Build();

    /// <summary>Whether the server can't answer now, as opposed to refusing.</summary>
    public static bool IsUnavailable(RestResponse response) => response.StatusCode
        is 0 or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static bool MayPass(RestResponse? response, ResilienceContext context)
    {
        // Who has waited for a whole timeout should not wait for it several times.
        if (response is null || context.CancellationToken.IsCancellationRequested || response.ResponseStatus == ResponseStatus.TimedOut)
        {
            return false;
        }

        bool wasSurelyNotDone = response.StatusCode == HttpStatusCode.TooManyRequests
            || response.ErrorException is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
        return wasSurelyNotDone || (IsUnavailable(response) && !context.Properties.GetValue(MustNotRepeat, defaultValue: false));
    }

    private static TimeSpan? RetryAfter(RestResponse? response, TimeProvider timeProvider)
    {
        string? text = response?.Headers?.FirstOrDefault(header => header.Name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))?.Value;
        TimeSpan? wait = int.TryParse(text, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset at) ? at - timeProvider.GetUtcNow()
            : null;
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, LongestDelay.Ticks));
    }
}
