using System.Security.Cryptography.X509Certificates;
using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ExperimentRunner.Tracking.Tests.Connecting;

/// <summary>Against a real server that speaks TLS with certificates made here.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates certificates = new();
    private readonly TemporaryFolder folder = new();

    public TlsTests()
    {
        File.WriteAllText(folder["ca.pem"], certificates.AuthorityPem);
        Directory.CreateDirectory(folder["authorities"]);
        File.WriteAllText(folder["authorities", "readme.txt"], "not a certificate");
        File.WriteAllText(folder["authorities", "ours.crt"], certificates.AuthorityPem);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_with_the_way_out_and_not_tried_again()
    {
        using X509Certificate2 ofServer = certificates.Sign("localhost");
        await using ScriptedServer server = await StartAsync(ofServer);
        var time = new ImpatientTime();
        using var client = new MlflowClient(Connect(server), time);

        var exception = await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.VersionAsync(CancellationToken.None));

        Assert.Contains("certificate", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Set MLFLOW_TRACKING_SERVER_CERT_PATH to a PEM file", exception.Message, StringComparison.Ordinal);
        Assert.Empty(time.Waits);
    }

    [Theory]
    [InlineData("ca.pem")]
    [InlineData("authorities")]
    public async Task A_certificate_of_a_given_authority_is_believed(string path)
    {
        using X509Certificate2 ofServer = certificates.Sign("localhost");
        await using ScriptedServer server = await StartAsync(ofServer);

        Assert.Equal("3.11.1", await VersionAsync(server, (TrackingTls.ServerCertificateVariable, folder[path])));
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_believed_if_it_is_given_itself()
    {
        using X509Certificate2 ofServer = TestCertificates.SelfSigned("localhost");
        await File.WriteAllTextAsync(folder["self.pem"], ofServer.ExportCertificatePem());
        await using ScriptedServer server = await StartAsync(ofServer);

        Assert.Equal("3.11.1", await VersionAsync(server, (TrackingTls.ServerCertificateVariable, folder["self.pem"])));
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused_although_the_authority_is_given()
    {
        using X509Certificate2 ofServer = certificates.Sign("elsewhere.example.org");
        await using ScriptedServer server = await StartAsync(ofServer);

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => VersionAsync(server, (TrackingTls.ServerCertificateVariable, folder["ca.pem"])));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_than_the_given_one_is_refused()
    {
        using var others = new TestCertificates();
        using X509Certificate2 ofServer = others.Sign("localhost");
        await using ScriptedServer server = await StartAsync(ofServer);

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => VersionAsync(server, (TrackingTls.ServerCertificateVariable, folder["ca.pem"])));
    }

    [Fact]
    public async Task Any_certificate_is_taken_where_insecure_tls_is_asked_for()
    {
        using X509Certificate2 ofServer = TestCertificates.SelfSigned("elsewhere.example.org");
        await using ScriptedServer server = await StartAsync(ofServer);

        Assert.Equal("3.11.1", await VersionAsync(server, (TrackingTls.InsecureVariable, "true")));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_certificate_of_the_client_gets_it()
    {
        using X509Certificate2 ofServer = certificates.Sign("localhost");
        using X509Certificate2 ofClient = certificates.Sign("alice");
        await File.WriteAllTextAsync(folder["client.pem"], $"{ofClient.ExportCertificatePem()}\n{ofClient.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()}");
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            (context, _) => ScriptedServer.SayAsync(context, 200, context.Connection.ClientCertificate!.Subject),
            new HttpsConnectionAdapterOptions
            {
                ServerCertificate = ofServer,
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (_, _, _) => true,
            });

        Assert.Equal("CN=alice", await VersionAsync(server, (TrackingTls.ServerCertificateVariable, folder["ca.pem"]), (TrackingTls.ClientCertificateVariable, folder["client.pem"])));
    }

    public void Dispose()
    {
        certificates.Dispose();
        folder.Dispose();
    }

    private static Task<ScriptedServer> StartAsync(X509Certificate2 certificate) => ScriptedServer.StartAsync(
        (context, _) => ScriptedServer.SayAsync(context, 200, "3.11.1"), new HttpsConnectionAdapterOptions { ServerCertificate = certificate });

    private static async Task<string> VersionAsync(ScriptedServer server, params (string Name, string Value)[] environment)
    {
        using var client = new MlflowClient(Connect(server, environment) with { MaxRetries = 0 }, TimeProvider.System);
        return await client.VersionAsync(CancellationToken.None);
    }

    private static TrackingConnection Connect(ScriptedServer server, params (string Name, string Value)[] environment) => TrackingConnection.FromEnvironment(
        name => name == TrackingConnection.UriVariable ? server.Address.ToString() : environment.FirstOrDefault(pair => pair.Name == name).Value)!;
}
