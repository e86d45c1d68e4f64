using System.Net;
using System.Net.Sockets;
using System.Text;
using CliWrap.Buffered;
using ExperimentRunner.Execution.Leases;

namespace ExperimentRunner.Tests.Commands;

/// <summary>A whole sweep, and a later sync, against a server that repeats the secrets it gets.</summary>
public sealed class TrackingSecretsTests : IDisposable
{
    private const string Password = "s3cret/pass";
    private const string Token = "t0ken-of-mine";

    private readonly RunnerProgram runner = new();

    [Theory]
    [InlineData("in the address")]
    [InlineData("on the command line")]
    [InlineData("password")]
    [InlineData("token")]
    public async Task Nothing_that_the_program_prints_or_writes_holds_a_secret(string where)
    {
        using HttpListener server = Listen();
        Task serving = ServeAsync(server);
        string address = server.Prefixes.Single();
        string withSecret = address.Replace("://", $"://alice:{Uri.EscapeDataString(Password)}@", StringComparison.Ordinal);
        var environment = new Dictionary<string, string?>
        {
            ["FAKE_TRAINER"] = "",
            [HostLeases.Variable] = runner.Leases,
            ["MLFLOW_TRACKING_URI"] = where == "in the address" ? withSecret : address,
            ["MLFLOW_TRACKING_USERNAME"] = where == "password" ? "alice" : null,
            ["MLFLOW_TRACKING_PASSWORD"] = where == "password" ? Password : null,
            ["MLFLOW_TRACKING_TOKEN"] = where == "token" ? Token : null,
        };
        string[] options = where == "on the command line" ? [$"--tracking-uri={withSecret}"] : [];

        BufferedCommandResult swept = await runner.Sweep("", options).WithEnvironmentVariables(environment).ExecuteBufferedAsync();
        BufferedCommandResult synced = await runner.Command("", ["sync", .. options]).WithEnvironmentVariables(environment).ExecuteBufferedAsync();
        server.Stop();
        await serving;

        string printed = swept.StandardOutput + swept.StandardError + synced.StandardOutput + synced.StandardError;
        Assert.Contains("403", printed, StringComparison.Ordinal);
        AssertNoSecretIn(printed);
        string[] files = Directory.GetFiles(runner.Artifacts, "*", SearchOption.AllDirectories);
        Assert.True(files.Length > 20);
        Assert.All(files, file => AssertNoSecretIn(Encoding.UTF8.GetString(File.ReadAllBytes(file))));
    }

    public void Dispose() => runner.Dispose();

    private static void AssertNoSecretIn(string text) => Assert.All(
        (string[])[Password, Uri.EscapeDataString(Password), Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{Password}")), Token],
        secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));

    private static HttpListener Listen()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var server = new HttpListener();
        server.Prefixes.Add($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        server.Start();
        return server;
    }

    private static async Task ServeAsync(HttpListener server)
    {
        while (server.IsListening)
        {
            try
            {
                HttpListenerContext context = await server.GetContextAsync();
                string authorization = context.Request.Headers["Authorization"] ?? "";
                string plain = authorization.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(authorization[6..])) : "";
                context.Response.StatusCode = 403;
                context.Response.Close(Encoding.UTF8.GetBytes($"no: {authorization} {plain} {Uri.EscapeDataString(plain)}"), willBlock: false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // The test has ended.
            }
        }
    }
}
