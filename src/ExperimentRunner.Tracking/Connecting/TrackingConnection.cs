namespace ExperimentRunner.Tracking.Connecting;

/// <summary>An MLflow server and how to speak with it, from the same environment variables that MLflow's own clients read.</summary>
public sealed record TrackingConnection
{
    public const string UriVariable = "MLFLOW_TRACKING_URI";
    public const string UserNameVariable = "MLFLOW_TRACKING_USERNAME";
    public const string PasswordVariable = "MLFLOW_TRACKING_PASSWORD";
    public const string TokenVariable = "MLFLOW_TRACKING_TOKEN";
    public const string TimeoutVariable = "MLFLOW_HTTP_REQUEST_TIMEOUT";
    public const string MaxRetriesVariable = "MLFLOW_HTTP_REQUEST_MAX_RETRIES";
    public const string BackoffFactorVariable = "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR";
    public const string BackoffJitterVariable = "MLFLOW_HTTP_REQUEST_BACKOFF_JITTER";

    /// <summary>Root of the server, with a slash at the end and without credentials.</summary>
    public required Uri Server { get; init; }

    /// <summary>
    /// The name under which tracking.json notes what the server has been told; null, the default, is its address. To be set for a
    /// server that has another address every time, such as the embedded one on a free port.
    /// </summary>
    public string? RememberedAs { get; init; }

    public TrackingCredentials Credentials { get; init; } = new TrackingCredentials.None();

    /// <summary>What must not be shown although it is not sent, since something else wins over it.</summary>
    internal IReadOnlyList<string> UnusedSecrets { get; init; } = [];

    public TrackingTls Tls { get; init; } = new();

    /// <summary>Longest time that one answer may take; 1 s to 1 h, 120 s unless said, as MLflow has it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Times that a request is sent again after a fault that may pass; 0 to 10. 3 unless said, fewer than MLflow's 7, because
    /// nothing is lost by giving up: a sweep folder keeps everything until it is told.
    /// </summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The wait before the first retry, doubled before each further one; 0 to 120 s, 0.2 s unless said. At most 120 s are waited.</summary>
    public TimeSpan BackoffFactor { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>A random time up to this one is added to each wait; 0 to 120 s, 0.2 s unless said.</summary>
    public TimeSpan BackoffJitter { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Where on the server a sweep goes.</summary>
    public TrackingDestination Destination { get; init; } = new();

    /// <summary>
    /// The server that MLFLOW_TRACKING_URI names, with all that the other variables say; null where it is not set. User name and
    /// password win over a token, and both over what the URI holds.
    /// </summary>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="TrackingSettingException">A variable can't be used.</exception>
    public static TrackingConnection? FromEnvironment(Func<string, string?> environment)
    {
        var variables = new TrackingEnvironment(environment);
        if (variables.Text(UriVariable) is not { } uri)
        {
            return null;
        }

        var address = TrackingAddress.Parse(uri.Trim());
        return To(address.Server, environment) with
        {
            Credentials = CredentialsInEnvironment.Of(variables) ?? address.Credentials,
            UnusedSecrets = [.. address.Credentials.Secrets, .. CredentialsInEnvironment.SecretsOf(variables)],
            Tls = address.Server.Scheme == Uri.UriSchemeHttps ? TrackingTls.Of(variables) : new TrackingTls(),
        };
    }

    /// <summary>A server that needs neither credentials nor certificates, such as the embedded one, with all else that the variables say.</summary>
    /// <param name="server">Its root.</param>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="TrackingSettingException">A variable can't be used.</exception>
    public static TrackingConnection To(Uri server, Func<string, string?> environment)
    {
        var variables = new TrackingEnvironment(environment);
        var made = new TrackingConnection { Server = server, Destination = TrackingDestination.Of(variables) };
        return made with
        {
            Timeout = variables.Whole(TimeoutVariable, least: 1, most: 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : made.Timeout,
            MaxRetries = variables.Whole(MaxRetriesVariable, least: 0, most: 10) ?? made.MaxRetries,
            BackoffFactor = variables.Seconds(BackoffFactorVariable, least: 0, most: 120) ?? made.BackoffFactor,
            BackoffJitter = variables.Seconds(BackoffJitterVariable, least: 0, most: 120) ?? made.BackoffJitter,
        };
    }
}
