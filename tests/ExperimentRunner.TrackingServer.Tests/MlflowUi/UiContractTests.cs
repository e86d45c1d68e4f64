using System.Text.Json.Nodes;
using ExperimentRunner.Testing;
using ExperimentRunner.TrackingServer.Tests.Contract;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

public sealed class UiContractTests
{
    /// <summary>By the beginning of the path: what is not as recorded, and why.</summary>
    private static readonly IReadOnlyDictionary<string, string> Deviations = new Dictionary<string, string>
    {
        ["/ajax-api/2.0/mlflow/experiments/search-datasets"] = "not there yet",
        ["/ajax-api/2.0/mlflow/logged-models/search"] = "not there yet",
        ["/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval"] = "not there yet",
        ["/ajax-api/2.0/mlflow/runs/search"] = "inputs are not there yet",
        ["/ajax-api/2.0/mlflow/runs/get?run_id=af1cc040f93841b98679ae54d049ed70"] = "inputs are not there yet",
        ["/graphql GetRun"] = "inputs are not there yet",
    };

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
        var deviating = new HashSet<string>();
        foreach (UiExchange exchange in exchanges)
        {
            string? difference = await DifferenceAsync(server.Client, exchange.Request(pageChanged), exchange);
            string? known = Deviations.Keys.SingleOrDefault(known => $"{exchange.Path} {exchange.Body?["operationName"]}".StartsWith(known, StringComparison.Ordinal));
            if (difference is not null && known is not null)
            {
                deviating.Add(known);
            }
            else if (difference is not null)
            {
                differences.Add(difference);
            }
        }

        differences.AddRange(Deviations.Keys.Except(deviating).Select(path => $"{path} is said to deviate and does not"));
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
