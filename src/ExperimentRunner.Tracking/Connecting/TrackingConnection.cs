using System.Globalization;

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

    /// <summary>Root of the server, with a slash at the end and without credentials.</summary>
    public required Uri Server { get; init; }

    /// <summary>
    /// The name under which tracking.json notes what the server has been told; null, the default, is its address. To be set for a
    /// server that has another address every time, such as the embedded one on a free port.
    /// </summary>
    public string? RememberedAs { get; init; }

    public TrackingCredentials Credentials { get; init; } = new TrackingCredentials.None();

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

    /// <summary>Null where MLFLOW_TRACKING_URI is not set. A token wins over user name and password, and those over what the URI holds.</summary>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="TrackingSettingException">A variable can't be used.</exception>
    public static TrackingConnection? FromEnvironment(Func<string, string?> environment)
    {
        string? uri = environment(UriVariable);
        if (string.IsNullOrWhiteSpace(uri))
        {
            return null;
        }

        var address = TrackingAddress.Parse(uri.Trim());
        return new TrackingConnection
        {
            Server = address.Server,
            Credentials = CredentialsOf(environment) ?? address.Credentials,
            Timeout = TimeSpan.FromSeconds(Number(environment, TimeoutVariable, least: 1, most: 3600) ?? 120),
            MaxRetries = Number(environment, MaxRetriesVariable, least: 0, most: 10) ?? 3,
        };
    }

    private static TrackingCredentials? CredentialsOf(Func<string, string?> environment)
    {
        string? token = environment(TokenVariable);
        string? userName = environment(UserNameVariable);
        string? password = environment(PasswordVariable);
        return (token, userName, password) switch
        {
            ({ Length: > 0 }, _, _) => new TrackingCredentials.Bearer(token),
            (_, { Length: > 0 }, { Length: > 0 }) => new TrackingCredentials.Basic(userName, password),
            (_, { Length: > 0 }, _) => throw new TrackingSettingException(PasswordVariable, $"is not set, and {UserNameVariable} is. Set both or neither."),
            (_, _, { Length: > 0 }) => throw new TrackingSettingException(UserNameVariable, $"is not set, and {PasswordVariable} is. Set both or neither."),
            _ => null,
        };
    }

    private static int? Number(Func<string, string?> environment, string variable, int least, int most)
    {
        string? text = environment(variable);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new TrackingSettingException(variable, string.Create(CultureInfo.InvariantCulture, $"'{text}' is no whole number from {least} to {most}."));
    }
}
