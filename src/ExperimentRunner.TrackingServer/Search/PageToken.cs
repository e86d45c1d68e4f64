using System.Globalization;
using System.Text;
using System.Text.Json;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>MLflow's page token: base64 of <c>{"offset": n}</c>.</summary>
internal static class PageToken
{
    public static string At(long offset) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"offset\": {offset}}}")));

    public static long Offset(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        byte[] json = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, json, out int length))
        {
            throw MlflowFault.Invalid("Invalid page token, could not base64-decode");
        }

        try
        {
            JsonElement root = JsonElement.Parse(json.AsSpan(0, length));
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("offset", out JsonElement offset) && offset.TryGetInt64(out long at) && at >= 0
                ? at
                : throw MlflowFault.Invalid("Invalid page token, parsed value is not a valid offset");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw MlflowFault.Invalid("Invalid page token, could not base64-decode");
        }
    }
}
