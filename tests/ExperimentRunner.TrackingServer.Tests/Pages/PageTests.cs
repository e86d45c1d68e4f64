using System.Net;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.Pages;

public sealed class PageTests : IAsyncLifetime
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;`";

    private RunningServer server = null!;

    public async Task InitializeAsync() => server = await RunningServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task The_root_leads_to_the_experiments()
    {
        using HttpResponseMessage root = await server.Client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, root.StatusCode);
        Assert.Equal("/ui/", root.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Nothing_that_a_client_sent_becomes_markup()
    {
        string run = await SweepOnServer.LogAsync(server, Hostile, [("rule", Hostile)], [("loss", [1, 0.5])]);
        string other = await SweepOnServer.LogAsync(server, "plain", [("rule", "else")], [("loss", [1, 0.5])]);
        await server.PostAsync("runs/set-tag", new { run_id = run, key = "mlflow.note.content", value = Hostile });
        await server.PostAsync("experiments/set-experiment-tag", new { experiment_id = "0", key = "mlflow.note.content", value = Hostile });
        await SweepOnServer.PutAsync(server, run, "<b>x</b>.txt", Hostile);

        string[] pages =
        [
            await GetAsync("/ui/"), await GetAsync("/ui/experiments/0"), await GetAsync($"/ui/experiments/0?text={Uri.EscapeDataString(Hostile)}&order={Uri.EscapeDataString(Hostile)}"),
            await GetAsync($"/ui/runs/{run}?file={Uri.EscapeDataString("<b>x</b>.txt")}"), await GetAsync($"/ui/compare?run={run}&run={other}&over={Uri.EscapeDataString(Hostile)}"),
            await GetAsync($"/ui/runs/{Uri.EscapeDataString(Hostile)}"),
        ];

        Assert.All(pages, page =>
        {
            Assert.Contains("&lt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>x", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_page_runs_no_script_but_ours()
    {
        using HttpResponseMessage page = await server.Client.GetAsync(new Uri("/ui/", UriKind.Relative));

        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using HttpResponseMessage first = await server.Client.GetAsync(new Uri("/ui/", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/ui/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await server.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/ui/runs/nope", "Run with id=nope not found")]
    [InlineData("/ui/experiments/999", "No Experiment with id=999 exists")]
    [InlineData("/ui/compare?run=nope", "Run with id=nope not found")]
    public async Task What_is_not_there_is_told_on_a_page(string path, string message)
    {
        using HttpResponseMessage page = await server.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains(message, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_can_not_be_read_is_told_with_mlflows_message()
    {
        string page = await GetAsync("/ui/experiments/0?filter=nonsense");

        Assert.Contains("""<p class="fault" role="alert">Invalid""", page, StringComparison.Ordinal);
        Assert.Contains("""value="nonsense""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_find_runs_by_name_parameter_and_tag_whatever_their_case()
    {
        await SweepOnServer.LogAsync(server, "first", [("rule", "Linear")], []);
        string second = await SweepOnServer.LogAsync(server, "second", [("rule", "sqrt")], []);
        await server.PostAsync("runs/set-tag", new { run_id = second, key = "team", value = "Apple" });

        Assert.Equal(["first"], Names(await GetAsync("/ui/experiments/0?text=linear")));
        Assert.Equal(["second"], Names(await GetAsync("/ui/experiments/0?text=apple%20SQRT")));
        Assert.Empty(Names(await GetAsync("/ui/experiments/0?text=apple%20linear")));
    }

    [Fact]
    public async Task Runs_are_sorted_and_filtered_by_the_server()
    {
        await SweepOnServer.LogAsync(server, "slow", [("devices", "1")], [("speed", [10])]);
        await SweepOnServer.LogAsync(server, "fast", [("devices", "2")], [("speed", [20])]);

        Assert.Equal(["fast", "slow"], Names(await GetAsync($"/ui/experiments/0?order={Uri.EscapeDataString("metrics.`speed` DESC")}")));
        Assert.Equal(["slow", "fast"], Names(await GetAsync($"/ui/experiments/0?order={Uri.EscapeDataString("metrics.`speed` ASC")}")));
        Assert.Equal(["fast"], Names(await GetAsync($"/ui/experiments/0?filter={Uri.EscapeDataString("metrics.speed > 15")}")));
    }

    [Fact]
    public async Task Speedup_is_taken_within_the_same_other_axes_and_what_follows_from_devices_is_no_axis()
    {
        string sweep = await SweepOnServer.LogSweepAsync(server);

        JsonNode scaling = Charts(await GetAsync($"/ui/compare?parent={sweep}")).Single(chart => chart["scaling"] is not null)["scaling"]!;

        Assert.Equal("speedup (summary/images_per_second)", scaling["y"]!.GetValue<string>());
        Assert.Equal(["lr_rule linear", "lr_rule sqrt"], scaling["lines"]!.AsArray().Select(line => line!["name"]!.GetValue<string>()));
        double expected = ((100 * Math.Pow(2, 0.9)) + 4.5) / 104.5;
        Assert.All(scaling["lines"]!.AsArray(), line =>
        {
            JsonArray[] means = [.. line!["means"]!.AsArray().Select(mean => mean!.AsArray())];
            Assert.Equal([1, 2], means.Select(mean => mean[0]!.GetValue<double>()));
            Assert.Equal(1, means[0][1]!.GetValue<double>(), 1e-9);
            Assert.Equal(expected, means[1][1]!.GetValue<double>(), 1e-9);
        });
    }

    [Fact]
    public async Task Parallel_coordinates_have_the_axes_of_the_sweep_and_what_came_of_it()
    {
        string sweep = await SweepOnServer.LogSweepAsync(server);

        JsonNode parallel = Charts(await GetAsync($"/ui/compare?parent={sweep}")).Single(chart => chart["parallel"] is not null)["parallel"]!;

        Assert.Equal(["devices", "lr_rule", "final/accuracy", "summary/images_per_second"], parallel["axes"]!.AsArray().Select(axis => axis!["name"]!.GetValue<string>()));
        Assert.Equal(8, parallel["lines"]!.AsArray().Count);
        Assert.Equal("""["1","linear",0.75,103]""", parallel["lines"]![0]!["values"]!.ToJsonString());
    }

    [Theory]
    [InlineData("report.html", "text/html", "sandbox")]
    [InlineData("drawing.svg", "image/svg+xml", "sandbox")]
    [InlineData("log.txt", "text/plain", null)]
    [InlineData("data.bin", "application/octet-stream", null)]
    public async Task A_file_of_a_run_is_shown_in_a_sandbox_or_saved(string name, string type, string? policy)
    {
        string run = await SweepOnServer.LogAsync(server, "run", [], []);
        await SweepOnServer.PutAsync(server, run, name, "<script>alert(1)</script>");

        using HttpResponseMessage file = await server.Client.GetAsync(new Uri($"/ui/runs/{run}/file?path={name}", UriKind.Relative));
        using HttpResponseMessage saved = await server.Client.GetAsync(new Uri($"/get-artifact?run_uuid={run}&path={name}", UriKind.Relative));

        Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(policy is null ? "attachment" : null, file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(policy is not null, file.Headers.TryGetValues("Content-Security-Policy", out IEnumerable<string>? policies) && policies.Single().StartsWith($"{policy} ", StringComparison.Ordinal));
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("..%252f..%252fx")]
    public async Task A_file_outside_of_a_run_is_not_shown(string path)
    {
        string run = await SweepOnServer.LogAsync(server, "run", [], []);

        using HttpResponseMessage file = await server.Client.GetAsync(new Uri($"/ui/runs/{run}/file?path={path}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
    }

    private async Task<string> GetAsync(string path)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.StartsWith("text/html", response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return await response.Content.ReadAsStringAsync();
    }

    private static IEnumerable<JsonNode> Charts(string page) =>
        page.Split("data-chart=\"").Skip(1).Select(rest => JsonNode.Parse(WebUtility.HtmlDecode(rest.Split('"')[0]))!);

    private static string[] Names(string page) => [.. page.Split("aria-label=\"Choose ").Skip(1).Select(rest => rest.Split('"')[0])];
}
