using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

public sealed class GraphQlTests : IAsyncLifetime
{
    private RunningServer server = null!;
    private string run = "";

    public async Task InitializeAsync()
    {
        server = await RunningServer.StartAsync();
        run = await server.CreateRunAsync();
        await server.PostAsync("runs/log-batch", new { run_id = run, metrics = new[] { new { key = "loss", value = "NaN", timestamp = 5, step = 7 } }, @params = new[] { new { key = "lr", value = "0.1" } } });
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Only_the_selected_fields_are_answered()
    {
        JsonNode answer = await AskAsync($$"""{ mlflowGetRun(input: {runId: "{{run}}"}) { run { info { status } data { params { key value } } } } }""");

        Assert.Equal("""{"data":{"mlflowGetRun":{"run":{"info":{"status":"RUNNING"},"data":{"params":[{"key":"lr","value":"0.1"}]}}}},"errors":null}""", answer.ToJsonString());
    }

    [Fact]
    public async Task Aliases_fragments_and_directives_are_followed()
    {
        JsonNode answer = await AskAsync(
            """
            query Q($data: MlflowGetRunInput!, $no: Boolean!) {
              it: mlflowGetRun(input: $data) { run { ...Points ...Points info { status @include(if: $no) name: runName @skip(if: true) runUuid } ... on Other { missing } } }
            }
            fragment Points on MlflowRunExtension { data { metrics { key } } data { metrics { value step } } }
            """,
            new { data = new { runId = run }, no = false });

        Assert.Equal("""{"data":{"it":{"run":{"data":{"metrics":[{"key":"loss","value":null,"step":"7"}]},"info":{"runUuid":"RUN"}}}},"errors":null}""".Replace("RUN", run, StringComparison.Ordinal), answer.ToJsonString());
    }

    [Theory]
    [InlineData("{ nothing }", "Cannot query field 'nothing' on type 'Query'.")]
    [InlineData("{ mlflowGetRun { run { info { colour } } } }", "Cannot query field 'colour' on type 'MlflowRunInfo'.")]
    [InlineData("{ mlflowGetRun { run { info } } }", "Field 'info' of type 'MlflowRunInfo' must have a selection of subfields. Did you mean 'info { ... }'?")]
    [InlineData("{ mlflowGetRun { run { info { status { more } } } } }", "Field 'status' must not have a selection since it has no subfields on type 'MlflowRunInfo'.")]
    [InlineData("{ mlflowGetRun { ...Lost } }", "Unknown fragment 'Lost'.")]
    [InlineData("mutation { mlflowSearchRuns { runs { info { runId } } } }", "Only queries are answered here; write over the REST calls.")]
    [InlineData("query A { mlflowGetRun { __typename } } query B { mlflowGetRun { __typename } }", "Must provide operation name if query contains multiple operations.")]
    [InlineData("fragment A on MlflowRunInfo { status }", "Must provide an operation.")]
    public async Task What_the_schema_does_not_have_is_a_graphql_error(string query, string error)
    {
        JsonNode answer = await AskAsync(query);

        Assert.Null(answer["data"]);
        Assert.Equal(error, Assert.Single(answer["errors"]!.AsArray())!.GetValue<string>());
    }

    [Theory]
    [InlineData("{ mlflowGetRun(")]
    [InlineData("}")]
    [InlineData("{ a(x: \"\\u00\") }")]
    public async Task A_document_that_is_no_graphql_is_a_graphql_error(string query)
    {
        JsonNode answer = await AskAsync(query);

        Assert.Null(answer["data"]);
        Assert.Contains("Syntax Error", Assert.Single(answer["errors"]!.AsArray())!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_null_and_an_error()
    {
        JsonNode answer = await AskAsync("""{ mlflowGetRun(input: {runId: "nope"}) { run { info { status } } } there: mlflowGetExperiment(input: {experimentId: "0"}) { experiment { name } } }""");

        Assert.Equal("""{"data":{"mlflowGetRun":null,"there":{"experiment":{"name":"Default"}}},"errors":["Run with id=nope not found"]}""", answer.ToJsonString());
    }

    [Fact]
    public async Task Nesting_without_end_is_refused()
    {
        JsonNode answer = await AskAsync(string.Concat(Enumerable.Repeat("{a", 5000)));

        Assert.Null(answer["data"]);
        Assert.Single(answer["errors"]!.AsArray());
    }

    private async Task<JsonNode> AskAsync(string query, object? variables = null)
    {
        using var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { query, variables }), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("graphql", UriKind.Relative), body);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
