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
    public void A_token_wins_over_user_and_password()
    {
        TrackingConnection connection = Connect(
            (TrackingConnection.UriVariable, "http://bob:inuri@example.org"), (TrackingConnection.UserNameVariable, "alice"),
            (TrackingConnection.PasswordVariable, "s3cret"), (TrackingConnection.TokenVariable, "t0ken"));

        Assert.Equal(new TrackingCredentials.Bearer("t0ken"), connection.Credentials);
    }

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
    public void No_text_of_a_connection_holds_a_secret()
    {
        TrackingConnection basic = Connect((TrackingConnection.UriVariable, "http://bob:s3cret@example.org"));
        TrackingConnection bearer = basic with { Credentials = new TrackingCredentials.Bearer("s3cret") };

        Assert.DoesNotContain("s3cret", $"{basic} {basic.Credentials} {bearer} {bearer.Credentials}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_not_be_used_is_said_with_the_way_out()
    {
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
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.TimeoutVariable, "soon")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.MaxRetriesVariable, "11")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.UserNameVariable, "alice")],
            [(TrackingConnection.UriVariable, "http://example.org"), (TrackingConnection.PasswordVariable, "s3cret")],
        ];

        var said = new StringBuilder();
        foreach ((string, string)[] environment in wrong)
        {
            said.Append(Assert.Throws<TrackingSettingException>(() => Connect(environment)).Message).Append('\n');
        }

        Assert.DoesNotContain("s3cret", said.ToString(), StringComparison.Ordinal);
        await Verifier.Verify(said.ToString());
    }

    private static TrackingConnection Connect(params (string Name, string Value)[] environment) =>
        TrackingConnection.FromEnvironment(name => environment.FirstOrDefault(pair => pair.Name == name).Value)!;
}
