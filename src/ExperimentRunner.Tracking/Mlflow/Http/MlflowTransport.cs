using System.Net;
using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.Tracking.Connecting;
using Polly;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>Makes calls, again where that may help, and turns answers into values or exceptions.</summary>
internal sealed class MlflowTransport : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly RestClient client;
    private readonly ResiliencePipeline<RestResponse> pipeline;
    private readonly AnswerReader answers;
    private readonly TrackingConnection connection;
    private readonly TimeProvider timeProvider;

    public MlflowTransport(TrackingConnection connection, TimeProvider timeProvider)
    {
        answers = new AnswerReader(connection, timeProvider);
        this.connection = connection;
        this.timeProvider = timeProvider;
        pipeline = RetryRule.Pipeline(connection, timeProvider, Random.Shared.NextDouble);
        client = new RestClient(new RestClientOptions(connection.Server)
        {
            Timeout = connection.Timeout,

            // A redirect would turn a POST into a GET and take the credentials elsewhere.
            FollowRedirects = false,
            ConfigureMessageHandler = _ => Handler(connection),
        });
        if (connection.Credentials.Header is string header)
        {
            client.AddDefaultHeader(KnownHeaders.Authorization, header);
        }
    }

    /// <summary>Makes a call of which only success is wanted.</summary>
    public async Task SendAsync(MlflowCall call, CancellationToken cancellationToken)
    {
        (RestResponse response, int tries) = await TryAsync(call, token => client.ExecuteAsync(call.Request(), token), cancellationToken).ConfigureAwait(false);
        if (call.Replay != Replay.EndsInMissing || tries == 1 || ServerError.Of(response).Code != MlflowException.DoesNotExist)
        {
            answers.Done(Name(call), response);
        }
    }

    public async Task<T> SendAsync<T>(MlflowCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : notnull
    {
        (RestResponse response, _) = await TryAsync(call, token => client.ExecuteAsync(call.Request(), token), cancellationToken).ConfigureAwait(false);
        return answers.Value(Name(call), response, type);
    }

    /// <summary>The answer; null where the server says RESOURCE_DOES_NOT_EXIST.</summary>
    public async Task<T?> FindAsync<T>(MlflowCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(call, type, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException exception) when (exception.ErrorCode == MlflowException.DoesNotExist)
        {
            return null;
        }
    }

    /// <summary>The answer as it is.</summary>
    public async Task<string> ReadTextAsync(MlflowCall call, CancellationToken cancellationToken)
    {
        (RestResponse response, _) = await TryAsync(call, token => client.ExecuteAsync(call.Request(), token), cancellationToken).ConfigureAwait(false);
        return answers.Text(Name(call), response);
    }

    /// <summary>Sends a file as long as it is when the sending begins; what is appended meanwhile is not sent.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public async Task UploadAsync(string path, string file, CancellationToken cancellationToken)
    {
        var call = new MlflowCall(Method.Put, path);
        (RestResponse response, _) = await TryAsync(
            call,
            async token =>
            {
                using var stall = new StallWatch(connection.Timeout, timeProvider, token);
                await using var content = new UploadStream(file, stall);
                RestRequest request = call.Request().AddFile("file", () => content, Path.GetFileName(file), ContentType.Binary);
                request.AlwaysSingleFileAsContent = true;
                request.Timeout = Timeout.InfiniteTimeSpan;
                return await stall.WatchAsync(either => client.ExecuteAsync(request, either)).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        answers.Done(Name(call), response);
    }

    /// <summary>Receives into a file, which is written anew at each try.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public async Task DownloadAsync(string path, string file, CancellationToken cancellationToken)
    {
        MlflowCall call = MlflowCall.GetOf(path);
        (RestResponse response, _) = await TryAsync(
            call,
            async token =>
            {
                using var stall = new StallWatch(connection.Timeout, timeProvider, token);
                var download = new DownloadInterceptor(file, stall);
                RestRequest request = call.Request();
                request.CompletionOption = HttpCompletionOption.ResponseHeadersRead;
                request.Timeout = Timeout.InfiniteTimeSpan;
                request.Interceptors = [download];
                return await stall.WatchAsync(async either => download.Judge(await client.ExecuteAsync(request, either).ConfigureAwait(false))).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        answers.Success(Name(call), response);
    }

    public void Dispose() => client.Dispose();

    private static SocketsHttpHandler Handler(TrackingConnection connection) => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        UseProxy = !connection.Server.IsLoopback,
        AutomaticDecompression = DecompressionMethods.All,
        SslOptions = connection.Tls.Options(connection.Server.Host),
    };

    private async Task<(RestResponse Response, int Tries)> TryAsync(MlflowCall call, Func<CancellationToken, Task<RestResponse>> send, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryRule.Replay, call.Replay);
        int tries = 0;
        try
        {
            RestResponse response = await pipeline.ExecuteAsync(
                async attempt =>
                {
                    tries++;
                    return await send(attempt.CancellationToken).ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return (response, tries);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private string Name(MlflowCall call) => $"{call.Method.ToString().ToUpperInvariant()} {connection.Server}{call.Path}";
}
