using System.Text.Json.Nodes;
using ExperimentRunner.Testing;
using Xunit.Abstractions;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

public sealed class ContractTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Every_call_answers_as_the_recorded_mlflow_server_did()
    {
        string? shared = Repository.Beside("shared");
        string recording = Path.Combine(shared ?? "", "mlflow", "contract.jsonl");
        Skip.IfNot(File.Exists(recording), "The recording of a real server (../shared/mlflow/contract.jsonl) is not on this machine; CallsTests hold a part of it.");
        IReadOnlyList<ContractExchange> exchanges = ContractExchange.Load(recording);
        await using RunningServer server = await RunningServer.StartAsync(options => options with { TimeProvider = new TickingTime() });
        var bindings = new Bindings();
        var differences = new List<string>();
        int alike = 0;

        foreach (ContractExchange exchange in exchanges)
        {
            string? difference = await DifferenceAsync(server.Client, exchange, bindings);
            bool isExpected = Deviations.Reasons.ContainsKey(exchange.Name);
            alike += difference is null ? 1 : 0;
            differences.AddRange((difference, isExpected) switch
            {
                (not null, false) => [difference],
                (null, true) when exchange.Name != Deviations.ByChance => [$"{exchange.Heading} is said to deviate and does not"],
                _ => [],
            });
        }

        output.WriteLine($"{exchanges.Count} exchanges, {alike} alike, {exchanges.Count - alike} deviate");
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join("\n\n", differences)}");
        Assert.True(exchanges.Count > 400, $"The recording has only {exchanges.Count} exchanges.");
        Assert.Equal(Deviations.Reasons.Keys.Order(), exchanges.Select(exchange => exchange.Name).Where(Deviations.Reasons.ContainsKey).Distinct().Order());
    }

    /// <summary>No two things are made in the same millisecond, as none were in the recording.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private long now = 1_700_000_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Increment(ref now));
    }

    private static async Task<string?> DifferenceAsync(HttpClient client, ContractExchange exchange, Bindings bindings)
    {
        using HttpRequestMessage request = exchange.Request(client.BaseAddress!, bindings);
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        JsonNode? answer = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 ? JsonNode.Parse(text) : JsonValue.Create(text);
        bindings.Learn(exchange.Answer, answer);
        if ((int)response.StatusCode != exchange.Status)
        {
            return $"{exchange.Heading}: {(int)response.StatusCode} instead of {exchange.Status}: {text}";
        }

        // Flask's pages for errors are for people; only their status counts.
        bool isPage = exchange.Answer is JsonValue page && page.ToString().StartsWith("<!doctype", StringComparison.Ordinal);
        string expected = Normal.Of(JsonNode.Parse(bindings.Ours(exchange.Answer?.ToJsonString() ?? "\"\"")));

        // The recording holds the content of a JSON file parsed.
        bool isFile = exchange.Answer is JsonObject && answer is JsonValue;
        string got = Normal.Of(isFile ? JsonNode.Parse(text) : Abbreviation.Shorten(answer));
        return isPage || expected == got ? null : $"{exchange.Heading}:\n  {got}\ninstead of\n  {expected}";
    }
}
