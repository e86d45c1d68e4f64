using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>
/// The fields of a call, from a JSON body or a query, read as protobuf's JSON mapping reads them: null is absent, an empty
/// required text is missing, 64-bit integers may come as text, and unknown fields are ignored.
/// </summary>
internal sealed class RequestFields(JsonElement root, string path = "", bool isQuery = false)
{
    /// <summary>The fields of a call that the server makes itself.</summary>
    public static RequestFields Of(JsonObject fields) => new(JsonElement.Parse(fields.ToJsonString()));

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw MlflowFault.Missing(path + name);

    public string? Text(string name)
    {
        JsonElement? value = Find(name);
        return value switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } => Unescaped(name, value.Value),
            _ => throw JsonTypeName.Wrong(path + name, value.Value),
        };
    }

    public long RequiredInteger(string name) => Integer(name) ?? throw MlflowFault.Missing(path + name);

    /// <summary>A number with a fraction counts as 0, as MLflow has it.</summary>
    public long? Integer(string name)
    {
        JsonElement? value = Find(name);
        return value switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } => value.Value.TryGetInt64(out long number) ? number : Whole(value.Value.GetDouble()),
            { ValueKind: JsonValueKind.String } when long.TryParse(value.Value.GetString(), CultureInfo.InvariantCulture, out long number) => number,
            _ => throw JsonTypeName.Wrong(path + name, value.Value),
        };
    }

    public double RequiredNumber(string name)
    {
        JsonElement value = Find(name) ?? throw MlflowFault.Missing(path + name);
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String when double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out double number) => number,
            _ => throw JsonTypeName.Wrong(path + name, value),
        };
    }

    public IReadOnlyList<string> Texts(string name)
    {
        JsonElement? value = FindList(name);
        return value is null ? [] : [.. value.Value.EnumerateArray().Select(element => element.ValueKind switch
        {
            JsonValueKind.String => Unescaped(name, element),
            JsonValueKind.Number => element.GetRawText(),
            _ => throw JsonTypeName.Wrong(path + name, value.Value),
        })];
    }

    public IReadOnlyList<RequestFields> Objects(string name)
    {
        JsonElement? value = FindList(name);
        return value is null ? [] : [.. value.Value.EnumerateArray().Select((element, index) => element.ValueKind == JsonValueKind.Object
            ? new RequestFields(element, string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{index}]."))
            : throw JsonTypeName.Wrong(path + name, value.Value))];
    }

    /// <summary>The value as it came; null if absent.</summary>
    public JsonElement? Find(string name)
    {
        JsonElement? value = Present(name);
        return isQuery && value is { ValueKind: JsonValueKind.Array } list ? list[0] : value;
    }

    private JsonElement? FindList(string name)
    {
        JsonElement? value = Present(name);
        return value is null or { ValueKind: JsonValueKind.Array } ? value : throw JsonTypeName.Wrong(path + name, value.Value);
    }

    private JsonElement? Present(string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Unescaped(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw MlflowFault.Invalid($"Invalid value for parameter '{path}{name}' supplied: it is not valid Unicode.");
        }
    }

    private static long Whole(double number) =>
        double.IsInteger(number) && Math.Abs(number) < 9.2e18 ? (long)number : 0;
}
