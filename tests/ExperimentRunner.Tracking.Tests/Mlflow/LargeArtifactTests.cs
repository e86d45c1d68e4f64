using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

/// <summary>Alone, since it counts what the whole process allocates.</summary>
[Collection(nameof(LargeArtifactTests))]
[CollectionDefinition(nameof(LargeArtifactTests), DisableParallelization = true)]
public sealed class LargeArtifactTests
{
    [Fact]
    public async Task Half_a_gibibyte_goes_up_and_down_without_being_in_memory()
    {
        const long bytes = 512L * 1024 * 1024;
        using var folder = new TemporaryFolder();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, _) =>
        {
            var buffer = new byte[64 * 1024];
            if (context.Request.Method == "PUT")
            {
                long received = 0;
                while (await context.Request.Body.ReadAsync(buffer) is > 0 and int read)
                {
                    received += read;
                }

                Assert.Equal(bytes, received);
                await ScriptedServer.SayAsync(context, 200, "{}");
                return;
            }

            context.Response.ContentLength = bytes;
            for (long sent = 0; sent < bytes; sent += buffer.Length)
            {
                await context.Response.Body.WriteAsync(buffer);
            }
        });
        using var client = new MlflowClient(new TrackingConnection { Server = server.Address }, TimeProvider.System);
        await using (var sparse = new FileStream(folder["large"], FileMode.CreateNew))
        {
            sparse.SetLength(bytes);
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await client.Artifacts.UploadAsync("mlflow-artifacts:/1/ab12/artifacts", "large", folder["large"], CancellationToken.None);
        await client.Artifacts.DownloadAsync("mlflow-artifacts:/1/ab12/artifacts", "large", folder["back"], CancellationToken.None);

        Assert.Equal(bytes, new FileInfo(folder["back"]).Length);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(allocated < bytes / 4, $"{allocated} bytes were allocated by client and server together.");
    }
}
