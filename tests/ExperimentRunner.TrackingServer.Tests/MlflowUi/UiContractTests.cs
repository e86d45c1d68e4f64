using System.Text.Json.Nodes;
using ExperimentRunner.Testing;
using ExperimentRunner.TrackingServer.Tests.Contract;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

public sealed class UiContractTests
{
    [SkippableFact]
    public async Task Every_call_of_the_real_web_ui_is_answered_as_the_real_server_did()
    {
        string? shared = Repository.Beside("shared");
        Skip.If(shared is null, "The recording (../shared/mlflow/ui_contract.jsonl) is not on this machine.");
        IReadOnlyList<UiExchange> exchanges = UiExchange.Load(Path.Combine(shared!, "mlflow", "ui_contract.jsonl"));
        using var ui = new TemporaryFolder();
        await File.WriteAllTextAsync(ui["index.html"], exchanges[0].Answer!.GetValue<string>());
        await using RunningServer server = await RunningServer.StartAsync(options => options with { MlflowUi = ui.Path });
        await new RecordedState(exchanges, server.Database, server.ArtifactRoot).RestoreAsync();

        using HttpResponseMessage page = await server.Client.GetAsync(new Uri("/", UriKind.Relative));
        DateTimeOffset? pageChanged = page.Content.Headers.LastModified;
        var differences = new List<string>();
        foreach (UiExchange exchange in exchanges)
        {
            if (await DifferenceAsync(server.Client, exchange.Request(pageChanged), exchange) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join("\n\n", differences.Distinct())}");
        Assert.Equal(61, exchanges.Count);
    }

    private static async Task<string?> DifferenceAsync(HttpClient client, HttpRequestMessage request, UiExchange exchange)
    {
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        string heading = $"{exchange.Method} {exchange.Path} {exchange.Body?["operationName"]}";
        string? type = response.Content.Headers.ContentType?.ToString().Replace(" ", "", StringComparison.Ordinal);
        if ((int)response.StatusCode != exchange.Status)
        {
            return $"{heading}: {(int)response.StatusCode} instead of {exchange.Status}: {text}";
        }

        if (type?.Split(';')[0] != exchange.ContentType?.Split(';')[0])
        {
            return $"{heading}: {type} instead of {exchange.ContentType}";
        }

        if (!exchange.IsWhole)
        {
            return null;
        }

        string answered = Normal.Of(type == "application/json" ? JsonNode.Parse(text) : JsonValue.Create(text));
        string expected = Normal.Of(exchange.Answer);
        return answered == expected ? null : $"{heading}:\n  {answered}\ninstead of\n  {expected}";
    }
}
