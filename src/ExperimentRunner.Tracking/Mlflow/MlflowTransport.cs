using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.Tracking.Connecting;
using Polly;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Sends requests, again where that may help, and turns answers into values or exceptions.</summary>
internal sealed class MlflowTransport : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly RestClient client;
    private readonly ResiliencePipeline<RestResponse> pipeline;

    public MlflowTransport(TrackingConnection connection, TimeProvider timeProvider)
    {
        Server = connection.Server;
        pipeline = RetryRule.Pipeline(connection.MaxRetries, timeProvider);
        client = new RestClient(new RestClientOptions(connection.Server)
        {
            Timeout = connection.Timeout,

            // A redirect would turn a POST into a GET and take the credentials elsewhere.
            FollowRedirects = false,
            ConfigureMessageHandler = _ => Handler(connection.Server),
        });
        if (connection.Credentials.Header is string header)
        {
            client.AddDefaultHeader(KnownHeaders.Authorization, header);
        }
    }

    public Uri Server { get; }

    public Task<T> GetAsync<T>(string path, IReadOnlyList<(string Name, string Value)> query, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(() => query.Aggregate(new RestRequest(path), (request, field) => request.AddQueryParameter(field.Name, field.Value)), type, mustNotRepeat: false, cancellationToken);

    /// <param name="path">Below the server's root.</param>
    /// <param name="body">The call's fields.</param>
    /// <param name="bodyType">How they are written.</param>
    /// <param name="type">How the answer is read.</param>
    /// <param name="mustNotRepeat">Doing it twice is not the same as doing it once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<T> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, bool mustNotRepeat, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(body, bodyType);
        return SendAsync(() => new RestRequest(path, Method.Post).AddStringBody(json, ContentType.Json), type, mustNotRepeat, cancellationToken);
    }

    public Task PutFileAsync(string path, string file, CancellationToken cancellationToken) => SendAsync(
        () => new RestRequest(path, Method.Put) { AlwaysSingleFileAsContent = true }
            .AddFile("file", () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Path.GetFileName(file), ContentType.Binary),
        MlflowJson.Default.EmptyAnswer,
        mustNotRepeat: false,
        cancellationToken);

    public void Dispose() => client.Dispose();

    private static SocketsHttpHandler Handler(Uri server) => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        UseProxy = !server.IsLoopback,
        AutomaticDecompression = DecompressionMethods.All,
    };

    private async Task<T> SendAsync<T>(Func<RestRequest> make, JsonTypeInfo<T> type, bool mustNotRepeat, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryRule.MustNotRepeat, mustNotRepeat);
        RestRequest request = make();
        RestResponse response;
        try
        {
            response = await pipeline.ExecuteAsync(
                async attempt => await client.ExecuteAsync(make(), attempt.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Answer($"{request.Method.ToString().ToUpperInvariant()} {Server}{request.Resource}", response, type);
    }

    private T Answer<T>(string request, RestResponse response, JsonTypeInfo<T> type)
    {
        if (RetryRule.IsUnavailable(response))
        {
            throw new TrackingUnavailableException(Server, request, Reason(response), response.ErrorException);
        }

        try
        {
            return response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(response.Content ?? "", type) ?? throw new JsonException("null")
                : throw Refusal(request, response);
        }
        catch (JsonException)
        {
            throw new MlflowException(request, response.StatusCode, "", $"the answer is not MLflow's: {MlflowLimits.Cut(response.Content ?? "", 300)}");
        }
    }

    private static MlflowException Refusal(string request, RestResponse response)
    {
        bool isJson = response.Content?.TrimStart().StartsWith('{') == true;
        ErrorAnswer? error = isJson ? JsonSerializer.Deserialize(response.Content!, MlflowJson.Default.ErrorAnswer) : null;
        return new MlflowException(request, response.StatusCode, error?.ErrorCode ?? "", error?.Message ?? MlflowLimits.Cut(response.Content ?? "", 300));
    }

    private static string Reason(RestResponse response)
    {
        string why = response.StatusCode != 0 ? MlflowLimits.Cut(response.Content ?? "", 300)
            : response.ResponseStatus == ResponseStatus.TimedOut ? "no answer in time"
            : response.ErrorException?.GetBaseException().Message ?? "no answer";
        string status = response.StatusCode == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)response.StatusCode}: ");
        return $"{status}{why.Trim().TrimEnd('.')}.";
    }
}
