using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Values as Python's <c>json.dumps(value, sort_keys=True, separators=(",", ":"))</c> and <c>type(value)</c> give them, for MLflow's messages.</summary>
internal static class PythonText
{
    /// <summary>Enough to know the value by; a message must not be as long as the request.</summary>
    private const int MostCharacters = 2000;

    public static string Dump(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.Length <= MostCharacters ? text.ToString() : $"{text.ToString(0, MostCharacters)}...";
    }

    public static string Dump(string value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>As <c>repr(float)</c>: the shortest digits that give the number back, with a fraction.</summary>
    public static string Repr(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(value) && double.IsInteger(value) && !text.Contains('E', StringComparison.Ordinal) ? $"{text}.0" : text.ToLowerInvariant();
    }

    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "str",
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "int" : "float",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.Null or JsonValueKind.Undefined => "NoneType",
    };

    private static void Append(StringBuilder text, JsonElement value)
    {
        if (text.Length > MostCharacters)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach ((JsonProperty field, int at) in value.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal).Select((field, at) => (field, at)))
                {
                    text.Append(at == 0 ? "" : ",");
                    Append(text, field.Name);
                    text.Append(':');
                    Append(text, field.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach ((JsonElement element, int at) in value.EnumerateArray().Select((element, at) => (element, at)))
                {
                    text.Append(at == 0 ? "" : ",");
                    Append(text, element);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Append(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or >= '\u007f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
