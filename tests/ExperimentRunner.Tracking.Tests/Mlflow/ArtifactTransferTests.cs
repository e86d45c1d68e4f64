using System.Security.Cryptography;
using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

public sealed class ArtifactTransferTests : IDisposable
{
    private const string ArtifactUri = "mlflow-artifacts:/1/ab12/artifacts";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_file_comes_back_as_it_was_whatever_its_name()
    {
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        string uri = (await RunAsync(client)).Info.ArtifactUri;
        byte[] content = RandomNumberGenerator.GetBytes(300_001);
        await File.WriteAllBytesAsync(folder["sent"], content);

        foreach (string name in (string[])["a.bin", "a b#é?%2F&=+{x}.bin", "deep/er/ü.txt", "漢"])
        {
            await client.Artifacts.UploadAsync(uri, name, folder["sent"], CancellationToken.None);
            await client.Artifacts.DownloadAsync(uri, name, folder["received"], CancellationToken.None);

            Assert.Equal(content, await File.ReadAllBytesAsync(folder["received"]));
        }
    }

    [Fact]
    public async Task Files_and_folders_are_listed_and_deleted()
    {
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        MlflowRun run = await RunAsync(client);
        (string id, string uri) = (run.Info.RunId, run.Info.ArtifactUri);
        await File.WriteAllTextAsync(folder["sent"], "abc");
        await File.WriteAllTextAsync(folder["empty"], "");
        await client.Artifacts.UploadAsync(uri, "a.txt", folder["sent"], CancellationToken.None);
        await client.Artifacts.UploadAsync(uri, "d e/b.txt", folder["empty"], CancellationToken.None);

        Assert.Equal([new("a.txt", false, 3), new MlflowArtifact("d e", true, 0)], await client.Artifacts.ListAsync(id, folder: null, CancellationToken.None).ToListAsync());
        Assert.Equal([new MlflowArtifact("d e/b.txt", false, 0)], await client.Artifacts.ListAsync(id, "d e", CancellationToken.None).ToListAsync());
        Assert.Equal(["a.txt", "d e"], await client.Artifacts.ListBelowAsync(uri, folder: null, CancellationToken.None).Select(file => file.Path).ToListAsync());
        Assert.Equal(["b.txt"], await client.Artifacts.ListBelowAsync(uri, "d e", CancellationToken.None).Select(file => file.Path).ToListAsync());

        await client.Artifacts.DeleteAsync(uri, "a.txt", CancellationToken.None);
        Assert.Equal(["d e"], await client.Artifacts.ListAsync(id, folder: null, CancellationToken.None).Select(file => file.Path).ToListAsync());
    }

    [Fact]
    public async Task A_log_that_grows_while_it_is_sent_is_sent_as_long_as_it_was()
    {
        await File.WriteAllBytesAsync(folder["log"], new byte[400_000]);
        long received = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, _) =>
        {
            await File.AppendAllTextAsync(folder["log"], "more");
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received = body.Length;
            await ScriptedServer.SayAsync(context, 200, "{}");
        });
        using MlflowClient client = Client(server);

        await client.Artifacts.UploadAsync(ArtifactUri, "log", folder["log"], CancellationToken.None);

        Assert.Equal(400_000, received);
    }

    [Fact]
    public async Task What_breaks_in_the_middle_is_begun_again_and_comes_whole()
    {
        byte[] content = RandomNumberGenerator.GetBytes(200_000);
        await File.WriteAllBytesAsync(folder["sent"], content);
        byte[] received = [];
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, before) =>
        {
            if (context.Request.Method == "PUT")
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                received = body.ToArray();
                await ScriptedServer.SayAsync(context, before == 0 ? 503 : 200, "{}");
                return;
            }

            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content.AsMemory(0, before == 2 ? 100_000 : content.Length));
            await context.Response.Body.FlushAsync();
            if (before == 2)
            {
                context.Abort();
            }
        });
        using var client = new MlflowClient(new TrackingConnection { Server = server.Address }, new ImpatientTime());

        await client.Artifacts.UploadAsync(ArtifactUri, "x", folder["sent"], CancellationToken.None);
        await client.Artifacts.DownloadAsync(ArtifactUri, "x", folder["back"], CancellationToken.None);

        Assert.Equal(content, received);
        Assert.Equal(content, await File.ReadAllBytesAsync(folder["back"]));
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task A_transfer_in_which_nothing_moves_is_given_up_after_the_timeout_and_leaves_nothing(string method)
    {
        await File.WriteAllBytesAsync(folder["sent"], new byte[10]);
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, _) =>
        {
            if (method == "GET")
            {
                context.Response.ContentLength = 1000;
                await context.Response.Body.WriteAsync(new byte[10]);
                await context.Response.Body.FlushAsync();
            }

            var forever = new TaskCompletionSource();
            context.RequestAborted.Register(forever.SetResult);
            await forever.Task;
        });
        var time = new FakeTimeProvider();
        using var client = new MlflowClient(new TrackingConnection { Server = server.Address }, time);

        Task transfer = method == "GET"
            ? client.Artifacts.DownloadAsync(ArtifactUri, "x", folder["back"], CancellationToken.None)
            : client.Artifacts.UploadAsync(ArtifactUri, "x", folder["sent"], CancellationToken.None);
        while (!transfer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(60));
            await Task.WhenAny(transfer, Task.Delay(20));
        }

        var exception = await Assert.ThrowsAsync<TrackingUnavailableException>(() => transfer);
        Assert.Contains("no answer in time", exception.Message, StringComparison.Ordinal);
        Assert.Equal([folder["sent"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task What_is_not_there_is_said_and_leaves_an_older_file_as_it_was()
    {
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        string uri = (await RunAsync(client)).Info.ArtifactUri;
        await File.WriteAllTextAsync(folder["back"], "old");

        var exception = await Assert.ThrowsAsync<MlflowException>(() => client.Artifacts.DownloadAsync(uri, "nope", folder["back"], CancellationToken.None));

        Assert.Contains("/nope", exception.Request, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(folder["back"]));
        Assert.Equal([folder["back"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_file_of_ours_that_can_not_be_read_or_written_is_no_fault_of_the_server()
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(200, "abc");
        using MlflowClient client = Client(server);

        await Assert.ThrowsAsync<FileNotFoundException>(() => client.Artifacts.UploadAsync(ArtifactUri, "x", folder["nope"], CancellationToken.None));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => client.Artifacts.DownloadAsync(ArtifactUri, "x", folder["no", "folder"], CancellationToken.None));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/.")]
    public async Task A_name_that_leads_elsewhere_is_not_sent(string name)
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(200, "{}");
        using MlflowClient client = Client(server);
        await File.WriteAllTextAsync(folder["sent"], "abc");

        await Assert.ThrowsAsync<ArgumentException>(() => client.Artifacts.UploadAsync(ArtifactUri, name, folder["sent"], CancellationToken.None));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Whoever_cancels_a_download_is_obeyed()
    {
        using var cancellation = new CancellationTokenSource();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, _) =>
        {
            await context.Response.Body.WriteAsync(new byte[10]);
            await context.Response.Body.FlushAsync();
            await cancellation.CancelAsync();
            var forever = new TaskCompletionSource();
            context.RequestAborted.Register(forever.SetResult);
            await forever.Task;
        });
        using MlflowClient client = Client(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Artifacts.DownloadAsync(ArtifactUri, "x", folder["back"], cancellation.Token));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    public void Dispose() => folder.Dispose();

    private static Task<MlflowRun> RunAsync(MlflowClient client) =>
        client.Runs.CreateAsync(new NewRun { ExperimentId = "0", RunName = "r", StartTime = 1 }, CancellationToken.None);

    private static MlflowClient Client(ScriptedServer server) => new(new TrackingConnection { Server = server.Address, MaxRetries = 0 }, TimeProvider.System);
}
