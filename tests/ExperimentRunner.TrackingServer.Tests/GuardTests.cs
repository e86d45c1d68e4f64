using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed class GuardTests
{
    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("10.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("8.8.8.8", HttpStatusCode.Forbidden)]
    [InlineData("192.168.1.2:5000", HttpStatusCode.OK)]
    [InlineData("172.32.0.1", HttpStatusCode.Forbidden)]
    [InlineData("localhost:1234", HttpStatusCode.OK)]
    [InlineData("[::1]:1234", HttpStatusCode.OK)]
    public async Task A_foreign_host_header_is_refused(string host, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "health") { Headers = { Host = host } };

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:3000", HttpStatusCode.OK)]
    public async Task A_write_from_a_foreign_page_is_refused(string origin, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/2.0/mlflow/experiments/create")
        {
            Content = new StringContent("""{"name":"x"}""", Encoding.UTF8, "application/json"),
            Headers = { { "Origin", origin } },
        };

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Only_the_loopback_address_is_bound()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.Equal("127.0.0.1", server.Client.BaseAddress!.Host);
    }

    [Theory]
    [InlineData("{\"name\": ")]
    [InlineData("[1,2]")]
    [InlineData("nonsense")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("{\"name\":NaN}")]
    public async Task What_is_no_json_object_is_the_senders_fault(string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage response = await server.SendAsync("experiments/create", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("INVALID_PARAMETER_VALUE", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error_code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "api/2.0/mlflow/nope", HttpStatusCode.NotFound, "ENDPOINT_NOT_FOUND")]
    [InlineData("GET", "nothing", HttpStatusCode.NotFound, "ENDPOINT_NOT_FOUND")]
    [InlineData("GET", "api/2.0/mlflow/runs/create", HttpStatusCode.MethodNotAllowed, "BAD_REQUEST")]
    public async Task A_call_that_is_not_there_is_said_in_json(string method, string path, HttpStatusCode status, string code)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error_code"]!.GetValue<string>());
    }
}
