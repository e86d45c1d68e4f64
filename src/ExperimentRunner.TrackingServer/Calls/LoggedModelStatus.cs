using System.Globalization;
using System.Text.Json;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The states of a logged model, by name or by the number that protobuf and the table give them.</summary>
internal static class LoggedModelStatus
{
    public const long Pending = 1;

    private const string Prefix = "LOGGED_MODEL_";

    private static readonly IReadOnlyList<string> InOrder = ["STATUS_UNSPECIFIED", "PENDING", "READY", "UPLOAD_FAILED"];

    public static string NameOf(long status) => Prefix + InOrder[(int)Math.Clamp(status, 0, InOrder.Count - 1)];

    /// <summary>The number of a name, with or without its prefix; null if there is no such state.</summary>
    public static long? NumberOf(string name)
    {
        string plain = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        int at = InOrder.TakeWhile(state => state != plain).Count();
        return at < InOrder.Count ? at : null;
    }

    public static long Read(RequestFields fields)
    {
        JsonElement value = fields.Find("status") ?? throw MlflowFault.Missing("status");
        long? number = value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out long given) ? given : null
            : fields.Text("status") is { Length: > 0 } text ? NumberOf(text) ?? (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long written) ? written : null) : throw MlflowFault.Missing("status");
        return number is >= 0 && number < InOrder.Count ? number.Value : throw MlflowFault.WrongType("status", value);
    }
}
