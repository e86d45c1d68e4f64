namespace ExperimentRunner.Tracking.Connecting;

/// <summary>What MLFLOW_TRACKING_URI says, taken apart.</summary>
internal sealed record TrackingAddress(Uri Server, TrackingCredentials Credentials)
{
    private const string WayOut =
        "Give the http:// or https:// address of an MLflow server, or unset the variable to use the embedded one.";

    /// <exception cref="TrackingSettingException">It is no address of an HTTP server; what may be a password is left out of the message.</exception>
    public static TrackingAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || text.StartsWith('/'))
        {
            throw new TrackingSettingException(TrackingConnection.UriVariable, $"'{WithoutSecret(text)}' {WhatItIs(text)} {WayOut}");
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new TrackingSettingException(TrackingConnection.UriVariable, $"'{uri.Scheme}:' is not supported: {WhyNot(uri.Scheme)} {WayOut}");
        }

        string path = uri.AbsolutePath.EndsWith('/') ? uri.AbsolutePath : $"{uri.AbsolutePath}/";
        var server = new Uri($"{uri.Scheme}://{uri.Authority}{path}");
        return new TrackingAddress(server, CredentialsIn(uri.UserInfo));
    }

    private static TrackingCredentials CredentialsIn(string userInfo) => userInfo.Split(':', 2) switch
    {
        [""] => new TrackingCredentials.None(),
        [var user, var password] => new TrackingCredentials.Basic(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password)),
        [var user, ..] => new TrackingCredentials.Basic(Uri.UnescapeDataString(user), ""),
        [] => new TrackingCredentials.None(),
    };

    private static string WhatItIs(string text) =>
        text == "databricks" ? "means a Databricks workspace, which is not supported." : "is no address of a server.";

    private static string WhyNot(string scheme) => scheme switch
    {
        "file" => "runs are told to a server over HTTP; `mlflow server` can serve the folder.",
        "sqlite" or "postgresql" or "mysql" or "mssql" => "runs are told to a server over HTTP; `mlflow server --backend-store-uri` can serve the database.",
        "databricks" or "databricks-uc" or "uc" => "Databricks signs in differently.",
        _ => "only HTTP servers are spoken to.",
    };

    /// <summary>The end of what may begin with a user name and a password, in whatever form they are.</summary>
    private static string WithoutSecret(string text) => Math.Max(text.LastIndexOf('@'), text.LastIndexOf("%40", StringComparison.Ordinal)) is >= 0 and int at
        ? $"...{text[at..]}"
        : text;
}
