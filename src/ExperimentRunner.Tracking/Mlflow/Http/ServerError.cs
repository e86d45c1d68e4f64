using System.Text.Json;
using System.Text.RegularExpressions;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>What an answer that is no success says. The code is empty where the answer is not MLflow's own.</summary>
internal sealed partial record ServerError(string Code, string Message)
{
    private const int MostShown = 1000;

    public static ServerError Of(RestResponse response)
    {
        string content = response.Content?.Trim() ?? "";
        if ((int)response.StatusCode is >= 300 and < 400 && response.Headers?.FirstOrDefault(header => header.Name.Equals("Location", StringComparison.OrdinalIgnoreCase))?.Value is string location)
        {
            return new("", $"redirects to {WithoutQuery(location)}");
        }

        return IsPage(content) ? new("", Page(content))
            : content.StartsWith('{') && OfJson(content) is { } error ? error
            : new("", content);
    }

    /// <summary>The same as it may be shown: without secrets, and then not too long, since half a secret would not be found.</summary>
    public ServerError Shown(SecretMask mask) => new(mask.Hide(Code), MlflowLimits.Cut(mask.Hide(Message), MostShown));

    public static bool IsPage(string content) => PageStart().IsMatch(content);

    private static string Page(string content) => Title().Match(content) is { Success: true } title
        ? $"the answer is a web page ('{title.Groups[1].Value.Trim()}')"
        : "the answer is a web page";

    private static ServerError? OfJson(string content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return new ServerError(Text(document, "error_code") ?? "", Text(document, "message") ?? content);
        }
        catch (JsonException)
        {
            return null; // It only begins like JSON; it is shown as text.
        }
    }

    private static string? Text(JsonDocument document, string field) => document.RootElement.TryGetProperty(field, out JsonElement value) ? value.ToString() : null;

    // A query may hold a token.
    private static string WithoutQuery(string location) => location.Split('?', '#')[0];

    [GeneratedRegex(@"^\s*<(!doctype\s+html|html|head|body)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PageStart();

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();
}
