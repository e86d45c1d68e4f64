using System.Text;
using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Connecting;

namespace ExperimentRunner.Tracking.Tests.Connecting;

public sealed class TrackingConnectionTests
{
    [Fact]
    public void Without_a_uri_there_is_no_connection() =>
        Assert.Null(TrackingConnection.FromEnvironment(_ => null));

    [Theory]
    [InlineData("http://mlflow.example.org:5000", "http://mlflow.example.org:5000/")]
    [InlineData(" https://example.org/mlflow ", "https://example.org/mlflow/")]
    [InlineData("http://alice:s3cret@example.org/", "http://example.org/")]
    public void The_server_is_the_uri_without_credentials_and_with_a_slash(string uri, string server) =>
        Assert.Equal(new Uri(server), Connect((TrackingConnection.UriVariable, uri)).Server);

    [Fact]
    public void User_and_password_win_over_a_token_as_mlflow_has_it()
    {
        TrackingConnection connection = Connect(
            (TrackingConnection.UriVariable, "http://bob:inuri@example.org"), (TrackingConnection.UserNameVariable, "alice"),
            (TrackingConnection.PasswordVariable, "s3cret"), (TrackingConnection.TokenVariable, "t0ken"));

        Assert.Equal(new TrackingCredentials.Basic("alice", "s3cret"), connection.Credentials);
    }

    [Fact]
    public void A_token_wins_over_credentials_in_the_uri_and_over_half_of_user_and_password()
    {
        TrackingConnection connection = Connect(
            (TrackingConnection.UriVariable, "http://bob:inuri@example.org"), (TrackingConnection.UserNameVariable, "alice"), (TrackingConnection.TokenVariable, "t0ken"));

        Assert.Equal(new TrackingCredentials.Bearer("t0ken"), connection.Credentials);
    }

    [Fact]
    public void A_user_name_alone_in_the_uri_is_sent_with_an_empty_password() =>
        Assert.Equal(new TrackingCredentials.Basic("t0ken", ""), Connect((TrackingConnection.UriVariable, "http://t0ken@example.org")).Credentials);

    [Fact]
    public void User_and_password_win_over_those_in_the_uri()
    {
        TrackingConnection connection = Connect(
            (TrackingConnection.UriVariable, "http://bob:inuri@example.org"), (TrackingConnection.UserNameVariable, "alice"), (TrackingConnection.PasswordVariable, "s3cret"));

        Assert.Equal(new TrackingCredentials.Basic("alice", "s3cret"), connection.Credentials);
    }

    [Fact]
    public void Credentials_in_the_uri_are_used()
    {
        TrackingConnection connection = Connect((TrackingConnection.UriVariable, "http://bob:p%40ss@example.org"));

        Assert.Equal(new TrackingCredentials.Basic("bob", "p@ss"), connection.Credentials);
    }

    [Fact]
    public void Timeout_and_retries_come_from_the_environment()
    {
        TrackingConnection connection = Connect(
            (TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.TimeoutVariable, "7"), (TrackingConnection.MaxRetriesVariable, "0"));

        Assert.Equal((TimeSpan.FromSeconds(7), 0), (connection.Timeout, connection.MaxRetries));
    }

    [Fact]
    public void Backoff_and_jitter_come_from_the_environment()
    {
        TrackingConnection connection = Connect(
            (TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.BackoffFactorVariable, "2"), (TrackingConnection.BackoffJitterVariable, "0.5"));

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(0.5)), (connection.BackoffFactor, connection.BackoffJitter));
    }

    [Fact]
    public void Experiment_and_run_come_from_the_environment_for_a_server_that_is_named_and_for_the_embedded_one()
    {
        Func<string, string?> environment = Environment(
            (TrackingConnection.UriVariable, "http://example.org"), (TrackingDestination.ExperimentNameVariable, "mine"), (TrackingDestination.RunIdVariable, " ab12 "));

        Assert.Equal(new TrackingDestination { ExperimentName = "mine", RunId = "ab12" }, TrackingConnection.FromEnvironment(environment)!.Destination);
        Assert.Equal(new TrackingDestination { ExperimentName = "mine", RunId = "ab12" }, TrackingConnection.To(new Uri("http://127.0.0.1:1"), environment).Destination);
    }

    [Fact]
    public void The_embedded_server_gets_no_credentials_and_needs_no_certificates()
    {
        TrackingConnection connection = TrackingConnection.To(
            new Uri("http://127.0.0.1:1"),
            Environment((TrackingConnection.TokenVariable, "t0ken"), (TrackingTls.ServerCertificateVariable, "/not/there"), (TrackingConnection.MaxRetriesVariable, "1")));

        Assert.Equal(new TrackingCredentials.None(), connection.Credentials);
        Assert.Equal(1, connection.MaxRetries);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    public void Insecure_tls_is_written_as_mlflow_has_it(string? value, bool takesAny) => Assert.Equal(
        takesAny, Connect((TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.InsecureVariable, value!)).Tls.TakesAnyCertificate);

    [Fact]
    public void No_text_of_a_connection_holds_a_secret()
    {
        TrackingConnection basic = Connect((TrackingConnection.UriVariable, "http://bob:s3cret@example.org"));
        TrackingConnection bearer = basic with { Credentials = new TrackingCredentials.Bearer("s3cret") };

        Assert.DoesNotContain("s3cret", $"{basic} {basic.Credentials} {bearer} {bearer.Credentials}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_used_is_said_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["empty.pem"], "");
        (string, string)[][] wrong =
        [
            [(TrackingConnection.UriVariable, "file:///tmp/mlruns")],
            [(TrackingConnection.UriVariable, "./mlruns")],
            [(TrackingConnection.UriVariable, "/tmp/mlruns")],
            [(TrackingConnection.UriVariable, "sqlite:///mlflow.db")],
            [(TrackingConnection.UriVariable, "databricks")],
            [(TrackingConnection.UriVariable, "databricks://profile")],
            [(TrackingConnection.UriVariable, "ftp://bob:s3cret@example.org")],
            [(TrackingConnection.UriVariable, "http//bob:s3cret@example.org")],
            [(TrackingConnection.UriVariable, "http//bob:s3cret%40example.org")],
            [(TrackingConnection.UriVariable, "postgresql+psycopg2://bob:s3cret@example.org/mlflow")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.TimeoutVariable, "soon")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.MaxRetriesVariable, "11")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.MaxRetriesVariable, "1.5")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.BackoffFactorVariable, "0,5")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.BackoffFactorVariable, "NaN")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.BackoffJitterVariable, "-1")],
            [(TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.InsecureVariable, "yes")],
            [(TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.InsecureVariable, "true"), (TrackingTls.ServerCertificateVariable, "ca.pem")],
            [(TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.ServerCertificateVariable, "/not/there.pem")],
            [(TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.ServerCertificateVariable, folder["empty.pem"])],
            [(TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.ClientCertificateVariable, "/not/there.pem")],
            [(TrackingConnection.UriVariable, "https://example.org"), (TrackingTls.ClientCertificateVariable, folder["empty.pem"])],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingDestination.ExperimentNameVariable, new string('x', 501))],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingDestination.RunIdVariable, "../x")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.TokenVariable, "s3cret\n")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.TokenVariable, "Bearer s3cret")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.UserNameVariable, "a:b"), (TrackingConnection.PasswordVariable, "s3cret")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.UserNameVariable, "alice"), (TrackingConnection.PasswordVariable, "s3cret\r\nX: y")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.UserNameVariable, "alice")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.PasswordVariable, "s3cret")],
        ];

        var said = new StringBuilder();
        foreach ((string, string)[] environment in wrong)
        {
            var exception = Assert.Throws<TrackingSettingException>(() => Connect(environment));
            Assert.StartsWith($"{exception.Variable}: ", exception.Message, StringComparison.Ordinal);
            said.Append(exception.Message.Replace(folder.Path, "/tmp", StringComparison.Ordinal)).Append('\n');
        }

        Assert.DoesNotContain("s3cret", said.ToString(), StringComparison.Ordinal);
        await Verifier.Verify(said.ToString());
    }

    private static TrackingConnection Connect(params (string Name, string Value)[] environment) => TrackingConnection.FromEnvironment(Environment(environment))!;

    private static Func<string, string?> Environment(params (string Name, string Value)[] environment) =>
        name => environment.FirstOrDefault(pair => pair.Name == name).Value;
}
