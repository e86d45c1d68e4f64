using System.Net;
using System.Text;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

/// <summary>Whatever a server or a proxy says of our secrets, nobody gets to read it from us.</summary>
public sealed class SecretTests
{
    private const string Password = "p@ss/w0rd +\"<ü>";

    /// <summary>In all forms in which it may be written; and the token and a password that no server ever got.</summary>
    private static readonly string[] Secrets =
    [
        Password,
        Uri.EscapeDataString(Password),
        WebUtility.UrlEncode(Password),
        Uri.EscapeDataString(Password).ToLowerInvariant(),
        WebUtility.HtmlEncode(Password),
        System.Text.Json.JsonEncodedText.Encode(Password).ToString(),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{Password}")),
        "t0ken-of-mine",
    ];

    public static TheoryData<bool, int, string> Faults
    {
        get
        {
            var faults = new TheoryData<bool, int, string>();
            foreach (bool isToken in (bool[])[false, true])
            {
                foreach (int status in (int[])[200, 302, 307, 400, 401, 403, 404, 407, 413, 429, 500, 503])
                {
                    foreach (string form in (string[])["text", "json", "page"])
                    {
                        faults.Add(isToken, status, form);
                    }
                }
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_exception_repeats_what_a_server_says_of_secrets(bool isToken, int status, string form)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            string told = $"{context.Request.Headers.Authorization} http://alice:{Uri.EscapeDataString(Password)}@example.org/ {string.Join(' ', Secrets)}";
            string text = form switch
            {
                "json" => $$"""{"error_code":"X","message":{{System.Text.Json.JsonSerializer.Serialize(told)}}}""",
                "page" => $"<!doctype html><html><title>{told}</title></html>",
                _ => told,
            };
            return ScriptedServer.SayAsync(context, status, text, ("Location", $"http://alice:{Uri.EscapeDataString(Password)}@example.org/?token=t0ken-of-mine"));
        });
        using MlflowClient client = Client(server, isToken);

        string said = "";
        foreach (Func<Task> call in Calls(client))
        {
            Exception? exception = await Record.ExceptionAsync(call);
            said += $"{exception}\n{exception?.Message}\n{(exception as MlflowException)?.ServerMessage}\n";
        }

        Assert.Contains(server.Address.ToString(), said, StringComparison.Ordinal);
        AssertNoSecretIn(said);
    }

    [Fact]
    public async Task No_exception_of_a_broken_connection_holds_a_secret()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using MlflowClient client = Client(server, isToken: false);

        foreach (Func<Task> call in Calls(client))
        {
            AssertNoSecretIn((await Assert.ThrowsAsync<TrackingUnavailableException>(call)).ToString());
        }
    }

    [Theory]
    [InlineData("The proxy tunnel request to proxy 'http://bob:other@proxy:3128/' failed with status code '407'.", "The proxy tunnel request to proxy 'http://***@proxy:3128/' failed with status code '407'.")]
    [InlineData("see https://t0ken@example.org/x and mail a@b.c", "see https://***@example.org/x and mail a@b.c")]
    [InlineData("nothing of that kind: http://example.org/a@b", "nothing of that kind: http://example.org/a@b")]
    public void User_names_and_passwords_of_any_address_are_hidden(string text, string shown) => Assert.Equal(shown, new SecretMask([]).Hide(text));

    [Fact]
    public void A_short_secret_is_hidden_where_it_stands_alone() =>
        Assert.Equal("token *** is bad, 'abc' is not", new SecretMask(["ab"]).Hide("token ab is bad, 'abc' is not"));

    [Fact]
    public async Task Nothing_that_a_sweep_writes_or_a_server_keeps_holds_a_secret()
    {
        await using TestServer real = await TestServer.StartAsync();
        int requests = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            Assert.StartsWith("Basic ", context.Request.Headers.Authorization, StringComparison.Ordinal);
            requests++;
            return ScriptedServer.PassOnAsync(context, real.Address);
        });
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Complete(2);
        using MlflowClient client = Client(server, isToken: false);

        await new SweepShipper(client, sweep.Paths, TimeProvider.System) { User = "alice" }.ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.True(requests > 10);
        int files = 0;
        foreach (string file in Directory.EnumerateFiles(sweep.Paths.Folder, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(real.Folder, "*", SearchOption.AllDirectories)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            AssertNoSecretIn(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(await reader.ReadToEndAsync())));
            files++;
        }

        Assert.True(files > 10);
    }

    private static IEnumerable<Func<Task>> Calls(MlflowClient client) =>
    [
        () => client.VersionAsync(CancellationToken.None),
        () => client.Experiments.CreateAsync(new NewExperiment("x"), CancellationToken.None),
        () => client.Runs.CreateAsync(new NewRun { ExperimentId = "0", RunName = "r", StartTime = 1 }, CancellationToken.None),
        () => client.Logging.LogMetricAsync("x", new MlflowMetric("m", 1, 1, 1), CancellationToken.None),
    ];

    private static MlflowClient Client(ScriptedServer server, bool isToken)
    {
        // What is not used must not be shown either.
        TrackingConnection connection = TrackingConnection.FromEnvironment(name => (name, isToken) switch
        {
            (TrackingConnection.UriVariable, true) => $"http://alice:{Uri.EscapeDataString(Password)}@{server.Address.Authority}",
            (TrackingConnection.UriVariable, false) => server.Address.ToString(),
            (TrackingConnection.UserNameVariable, false) => "alice",
            (TrackingConnection.PasswordVariable, false) => Password,
            (TrackingConnection.TokenVariable, _) => "t0ken-of-mine",
            (TrackingConnection.MaxRetriesVariable, _) => "0",
            _ => null,
        })!;
        AssertNoSecretIn($"{connection} {connection.Credentials}");
        return new MlflowClient(connection, TimeProvider.System);
    }

    private static void AssertNoSecretIn(string text) =>
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
}
