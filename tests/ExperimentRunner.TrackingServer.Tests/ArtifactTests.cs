using System.Net;
using System.Text;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed class ArtifactTests
{
    private const string Root = "/api/2.0/mlflow-artifacts/artifacts/";

    [Theory]
    [InlineData("../x.txt")]
    [InlineData("1/../../x.txt")]
    [InlineData("../../../../../../../../x.txt")]
    [InlineData("%2e%2e/x.txt")]
    [InlineData("1/%2E%2e%2Fx.txt")]
    [InlineData("..%2f..%2fx.txt")]
    [InlineData("%252e%252e/x.txt")]
    [InlineData("..%5cx.txt")]
    [InlineData("/etc/x.txt")]
    [InlineData("%2fetc/x.txt")]
    [InlineData("a//x.txt")]
    [InlineData("a/./x.txt")]
    [InlineData("a%00x.txt")]
    [InlineData(".incoming/x.txt")]
    public async Task No_path_leaves_the_root(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Get, HttpMethod.Delete])
        {
            using HttpResponseMessage response = await SendAsync(server, method, Root + path);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(server.ArtifactRoot)!, "x.txt", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task No_link_leads_out_of_the_root()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links needs a privilege on Windows.");
        await using RunningServer server = await RunningServer.StartAsync();
        string outside = Path.Combine(Path.GetDirectoryName(server.ArtifactRoot)!, "outside");
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "secret.txt"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(server.ArtifactRoot, "link"), outside);
        File.CreateSymbolicLink(Path.Combine(server.ArtifactRoot, "file.txt"), Path.Combine(outside, "secret.txt"));

        foreach ((HttpMethod method, string path) in ((HttpMethod, string)[])[
            (HttpMethod.Get, "link/secret.txt"), (HttpMethod.Get, "file.txt"), (HttpMethod.Put, "link/new.txt"), (HttpMethod.Put, "file.txt"), (HttpMethod.Delete, "link")])
        {
            using HttpResponseMessage response = await SendAsync(server, method, Root + path);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(outside, "secret.txt")));
        Assert.Equal("{}", await server.Client.GetStringAsync(Root.TrimEnd('/')));
    }

    [Fact]
    public async Task A_large_file_goes_through_whole()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        byte[] content = new byte[40 * 1024 * 1024];
        new Random(1).NextBytes(content);

        using HttpResponseMessage put = await server.Client.PutAsync($"{Root}1/big.bin", new ByteArrayContent(content));
        byte[] got = await server.Client.GetByteArrayAsync($"{Root}1/big.bin");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.True(content.AsSpan().SequenceEqual(got));
    }

    [Fact]
    public async Task A_file_whose_sender_stops_halfway_is_not_there()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"PUT {Root}1/half.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf"));
        connection.Client.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);

        connection.Close();

        using HttpResponseMessage response = await server.Client.GetAsync($"{Root}1/half.txt");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, HttpMethod method, string target)
    {
        string uri = server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + target;
        var request = new HttpRequestMessage(method, new Uri(uri, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Content = method == HttpMethod.Put ? new StringContent("x") : null;
        return server.Client.SendAsync(request);
    }
}
