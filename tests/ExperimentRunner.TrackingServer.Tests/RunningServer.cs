using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.Testing;

namespace ExperimentRunner.TrackingServer.Tests;

/// <summary>A server on a new database, and a client for it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly EmbeddedTrackingServer server;

    private RunningServer(TemporaryFolder folder, EmbeddedTrackingServer server)
    {
        this.folder = folder;
        this.server = server;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };
    }

    public HttpClient Client { get; }

    public string Database => folder["mlflow.db"];

    public string ArtifactRoot => folder["artifacts"];

    public static Task<RunningServer> StartAsync() => StartAsync(options => options);

    public static async Task<RunningServer> StartAsync(Func<TrackingServerOptions, TrackingServerOptions> change)
    {
        var folder = new TemporaryFolder();
        var options = new TrackingServerOptions { DatabasePath = folder["mlflow.db"], ArtifactRoot = folder["artifacts"] };
        return new RunningServer(folder, await EmbeddedTrackingServer.StartAsync(change(options), CancellationToken.None));
    }

    /// <summary>Posts <paramref name="body"/> to a call such as <c>runs/create</c> and returns its answer.</summary>
    public async Task<JsonNode> PostAsync(string call, object body)
    {
        HttpResponseMessage response = await SendAsync(call, JsonSerializer.Serialize(body));
        JsonNode answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.True(response.IsSuccessStatusCode, answer.ToJsonString());
        return answer;
    }

    public Task<HttpResponseMessage> SendAsync(string call, string json) =>
        Client.PostAsync($"api/2.0/mlflow/{call}", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    public async Task<JsonNode> GetAsync(string callAndQuery) => (await Client.GetFromJsonAsync<JsonNode>($"api/2.0/mlflow/{callAndQuery}"))!;

    public async Task<string> CreateRunAsync()
    {
        JsonNode answer = await PostAsync("runs/create", new { experiment_id = "0", start_time = 1 });
        return answer["run"]!["info"]!["run_id"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        folder.Dispose();
    }
}
