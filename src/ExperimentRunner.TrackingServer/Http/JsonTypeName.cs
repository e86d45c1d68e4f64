using System.Text.Encodings.Web;
using System.Text.Json;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>JSON values in the words of MLflow's messages, which come from Python.</summary>
internal static class JsonTypeName
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static MlflowFault Wrong(string parameter, JsonElement value) => MlflowFault.Invalid(
        $"Invalid value {Text(value)} for parameter '{parameter}' supplied:  Hint: Value was of type '{Of(value)}'. " +
        "See the API docs for more information about request parameters.");

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "str",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "int" : "float",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.Null or JsonValueKind.Undefined => "NoneType",
    };

    private static string Text(JsonElement value)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Compact))
        {
            value.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
