using System.Net;
using ExperimentRunner.Testing;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

public sealed class MlflowUiFilesTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder ui = new();
    private RunningServer server = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(ui["build", "static", "js"]);
        await File.WriteAllTextAsync(ui["build", "index.html"], "<!doctype html><title>made up</title>");
        await File.WriteAllTextAsync(ui["build", "static", "js", "main.0a1b.js"], "let a = 1;");
        await File.WriteAllTextAsync(ui["build", "manifest.json"], "{}");
        await File.WriteAllTextAsync(ui["secret.txt"], "secret");
        File.CreateSymbolicLink(ui["build", "link.txt"], ui["secret.txt"]);
        Directory.CreateSymbolicLink(ui["build", "folder"], ui.Path);
        server = await RunningServer.StartAsync(options => options with { MlflowUi = ui["build"] });
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => ui.Dispose();

    [Theory]
    [InlineData("/", "text/html", "no-cache")]
    [InlineData("/static-files/static/js/main.0a1b.js", "text/javascript", "public, max-age=31536000, immutable")]
    [InlineData("/static-files/manifest.json", "application/json", "no-cache")]
    public async Task Files_come_with_their_type_and_how_long_they_stay_good(string path, string type, string cache)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(cache, response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task What_a_browser_has_already_is_not_sent_again()
    {
        using HttpResponseMessage first = await server.Client.GetAsync(new Uri("/static-files/manifest.json", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/static-files/manifest.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await server.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/static-files/../secret.txt")]
    [InlineData("/static-files/%2e%2e/secret.txt")]
    [InlineData("/static-files/..%2fsecret.txt")]
    [InlineData("/static-files/%252e%252e/secret.txt")]
    [InlineData("/static-files/..%5csecret.txt")]
    [InlineData("/static-files//etc/passwd")]
    [InlineData("/static-files/%2fetc/passwd")]
    [InlineData("/static-files/link.txt")]
    [InlineData("/static-files/folder/secret.txt")]
    [InlineData("/static-files/")]
    [InlineData("/static-files/static")]
    public async Task Nothing_outside_of_the_folder_is_served(string path)
    {
        var uri = new Uri($"{server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        using HttpResponseMessage response = await server.Client.GetAsync(uri);

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode}");
        Assert.DoesNotContain("secret", (await response.Content.ReadAsStringAsync()).Replace("secret.txt", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_the_ui_is_told_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var options = new TrackingServerOptions { DatabasePath = folder["mlflow.db"], ArtifactRoot = folder["artifacts"], MlflowUi = folder.Path };

        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(() => EmbeddedTrackingServer.StartAsync(options, CancellationToken.None));

        Assert.StartsWith($"{folder.Path}: has no index.html. Give the folder mlflow/server/js/build", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
