using System.Text.Json.Nodes;
using ExperimentRunner.Testing;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

public sealed class ContractTests
{
    [SkippableFact]
    public async Task Every_call_answers_as_the_recorded_mlflow_server_did()
    {
        string? shared = Repository.Beside("shared");
        Skip.If(shared is null, "The recording (../shared/mlflow/contract.jsonl) is not on this machine.");
        IReadOnlyList<ContractExchange> exchanges = ContractExchange.Load(Path.Combine(shared!, "mlflow", "contract.jsonl"));
        await using RunningServer server = await RunningServer.StartAsync();
        var bindings = new Bindings();
        var differences = new List<string>();
        var likeRecorded = new HashSet<string>();

        foreach (ContractExchange exchange in exchanges.Where(exchange => !Deviations.IsMissing(exchange) && !exchange.IsAbbreviated))
        {
            string? difference = await DifferenceAsync(server.Client, exchange, bindings);
            _ = difference is null && likeRecorded.Add(exchange.Name);
            differences.AddRange(difference is null || Deviations.Reasons.ContainsKey(exchange.Name) ? [] : [difference]);
        }

        differences.AddRange(Deviations.Reasons.Keys.Where(likeRecorded.Contains).Select(name => $"{name} is said to deviate and does not"));

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join("\n\n", differences)}");
        Assert.True(likeRecorded.Count > 280, $"Only {likeRecorded.Count} kinds of exchange were held against the recording.");
    }

    private static async Task<string?> DifferenceAsync(HttpClient client, ContractExchange exchange, Bindings bindings)
    {
        using HttpRequestMessage request = exchange.Request(client.BaseAddress!, bindings);
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        JsonNode? answer = response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : JsonValue.Create(text);
        bindings.Learn(exchange.Answer, answer);
        string heading = $"#{exchange.Number} {exchange.Name}";
        if ((int)response.StatusCode != exchange.Status)
        {
            return $"{heading}: {(int)response.StatusCode} instead of {exchange.Status}: {text}";
        }

        string expected = Normal.Of(JsonNode.Parse(bindings.Ours(Abbreviation.Expand(exchange.Answer?.ToJsonString() ?? "\"\""))));
        bool isPage = exchange.Answer is JsonValue page && page.ToString().StartsWith("<!doctype", StringComparison.Ordinal);
        return isPage || Abbreviation.IsIn(expected) || expected == Normal.Of(answer) ? null : $"{heading}:\n  {Normal.Of(answer)}\ninstead of\n  {expected}";
    }
}
