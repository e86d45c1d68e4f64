using System.Net;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>Takes secrets out of a text that others wrote: a server, a proxy or the HTTP stack.</summary>
internal sealed partial class SecretMask
{
    private const string Hidden = "***";
    private const int LeastThatMayBeInAWord = 4;

    private readonly IReadOnlyList<Regex> secrets;

    public SecretMask(IEnumerable<string> secrets) =>
        this.secrets = [.. secrets.Where(secret => secret.Length > 0).SelectMany(Forms).Distinct().OrderByDescending(form => form.Length).Select(Pattern)];

    public string Hide(string text) =>
        UserInfo().Replace(secrets.Aggregate(text, (current, secret) => secret.Replace(current, Hidden)), $"://{Hidden}@");

    /// <summary>As it is, and escaped in the ways in which it may stand in an address or in JSON.</summary>
    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        WebUtility.UrlEncode(secret),
        System.Text.Json.JsonEncodedText.Encode(secret).ToString(),
        WebUtility.HtmlEncode(secret),
    ];

    private static Regex Pattern(string form) => new(
        form.Length < LeastThatMayBeInAWord ? $@"(?<!\w){Regex.Escape(form)}(?!\w)" : Regex.Escape(form),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"://[^/\s@?#]*@")]
    private static partial Regex UserInfo();
}
