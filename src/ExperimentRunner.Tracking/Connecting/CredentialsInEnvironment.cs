namespace ExperimentRunner.Tracking.Connecting;

/// <summary>Credentials out of environment variables: user name and password before a token, as MLflow's own client has it.</summary>
internal static class CredentialsInEnvironment
{
    /// <summary>Null where there are none.</summary>
    /// <exception cref="TrackingSettingException">One can't be sent, or only one of user name and password is set and there is no token.</exception>
    public static TrackingCredentials? Of(TrackingEnvironment environment)
    {
        string? userName = environment.Secret(TrackingConnection.UserNameVariable);
        string? password = environment.Secret(TrackingConnection.PasswordVariable);
        string? token = environment.Secret(TrackingConnection.TokenVariable)?.Trim();
        return (userName, password, token) switch
        {
            ({ } name, not null, _) when name.Contains(':', StringComparison.Ordinal) =>
                throw new TrackingSettingException(TrackingConnection.UserNameVariable, "holds a colon, which ends a user name in HTTP's Basic authentication."),
            (not null, not null, _) => new TrackingCredentials.Basic(userName, password),
            (_, _, not null) when token.Any(character => !char.IsAscii(character) || character == ' ') =>
                throw new TrackingSettingException(TrackingConnection.TokenVariable, "holds a blank or a letter beyond ASCII, which no token has. Set it to the token alone, without 'Bearer'."),
            (_, _, not null) => new TrackingCredentials.Bearer(token),
            (not null, null, null) => throw new TrackingSettingException(TrackingConnection.PasswordVariable, $"is not set, and {TrackingConnection.UserNameVariable} is. Set both or neither."),
            (null, not null, null) => throw new TrackingSettingException(TrackingConnection.UserNameVariable, $"is not set, and {TrackingConnection.PasswordVariable} is. Set both or neither."),
            (null, null, null) => null,
        };
    }

    /// <summary>All that must not be shown, used or not.</summary>
    public static IEnumerable<string> SecretsOf(TrackingEnvironment environment) =>
        ((string[])[TrackingConnection.PasswordVariable, TrackingConnection.TokenVariable]).Select(environment.Text).OfType<string>().Select(secret => secret.Trim());
}
