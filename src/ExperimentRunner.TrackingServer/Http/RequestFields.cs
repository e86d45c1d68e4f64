using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>
/// The fields of a call, from a JSON body or a query, read as protobuf's JSON mapping reads them: null is absent, an empty
/// required text is missing, 64-bit integers may come as text, and unknown fields are ignored.
/// </summary>
internal sealed class RequestFields
{
    private readonly JsonElement root;
    private readonly string list;
    private readonly int index;

    /// <summary>An object without fields.</summary>
    public static JsonElement None { get; } = JsonElement.Parse("{}"u8);

    private readonly bool isQuery;

    public RequestFields(JsonElement root, bool isQuery = false)
        : this(root, "", 0)
        => this.isQuery = isQuery;

    private RequestFields(JsonElement root, string list, int index) => (this.root, this.list, this.index) = (root, list, index);

    /// <summary>What stands in the path of the call, <c>/logged-models/{model_id}</c> for example.</summary>
    public IReadOnlyDictionary<string, string> Route { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>True where the body was no JSON; MLflow then sees a request without fields.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>Where these fields stand, for messages: empty, or <c>metrics[1].</c> for the second entry of a list.</summary>
    public string Path => list.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{list}[{index}].");

    /// <summary>The fields of a call that the server makes itself.</summary>
    public static RequestFields Of(JsonObject fields) => new(JsonElement.Parse(fields.ToJsonString()));

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw MlflowFault.Missing(Path + name);

    public string? Text(string name)
    {
        JsonElement? value = Find(name);
        return value switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } => Unescaped(name, value.Value),
            _ => throw Wrong(name, value.Value),
        };
    }

    public long RequiredInteger(string name) => Integer(name) ?? throw MlflowFault.Missing(Path + name);

    /// <summary>A number with a fraction counts as 0, as MLflow has it.</summary>
    public long? Integer(string name)
    {
        JsonElement? value = Find(name);
        return value switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } => value.Value.TryGetInt64(out long number) ? number : Whole(name, value.Value),
            { ValueKind: JsonValueKind.String } when long.TryParse(Unescaped(name, value.Value), CultureInfo.InvariantCulture, out long number) => number,
            _ => throw Wrong(name, value.Value),
        };
    }

    public double RequiredNumber(string name)
    {
        JsonElement value = Find(name) ?? throw MlflowFault.Missing(Path + name);
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String when Unescaped(name, value) is { Length: 0 } => throw MlflowFault.Missing(Path + name),
            JsonValueKind.String when double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out double number) => number,
            _ => throw Wrong(name, value),
        };
    }

    public bool? Flag(string name)
    {
        JsonElement? value = Find(name);
        return value switch
        {
            null => null,
            { ValueKind: JsonValueKind.True or JsonValueKind.False } => value.Value.GetBoolean(),
            { ValueKind: JsonValueKind.String } when isQuery && bool.TryParse(value.Value.GetString(), out bool flag) => flag,
            _ => throw Wrong(name, value.Value),
        };
    }

    public IReadOnlyList<string> Texts(string name)
    {
        JsonElement? value = FindList(name);
        return value is null ? [] : [.. value.Value.EnumerateArray().Select(element => element.ValueKind switch
        {
            JsonValueKind.String => Unescaped(name, element),
            JsonValueKind.Number => element.GetRawText(),
            _ => throw Wrong(name, value.Value),
        })];
    }

    public IReadOnlyList<RequestFields> Objects(string name)
    {
        JsonElement? value = FindList(name);
        return value is null ? [] : [.. value.Value.EnumerateArray().Select((element, at) => element.ValueKind == JsonValueKind.Object
            ? new RequestFields(element, Path + name, at)
            : throw Wrong(name, value.Value))];
    }

    /// <summary>The fields of an object inside this one; without any where it is absent.</summary>
    public RequestFields Object(string name)
    {
        JsonElement? value = Find(name);
        return value switch
        {
            null => new RequestFields(None),
            { ValueKind: JsonValueKind.Object } => new RequestFields(value.Value),
            _ => throw Wrong(name, value.Value),
        };
    }

    /// <summary>The value as it came; null if absent.</summary>
    public JsonElement? Find(string name)
    {
        JsonElement? value = Present(name);
        return isQuery && value is { ValueKind: JsonValueKind.Array } values ? values[0] : value;
    }

    private JsonElement? FindList(string name)
    {
        JsonElement? value = Present(name);
        return value is null or { ValueKind: JsonValueKind.Array } ? value : throw Wrong(name, value.Value);
    }

    private JsonElement? Present(string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private MlflowFault Wrong(string name, JsonElement value) => MlflowFault.WrongType(Path + name, value);

    private string Unescaped(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw MlflowFault.Invalid($"Invalid value for parameter '{Path}{name}' supplied: it is not valid Unicode.");
        }
    }

    private long Whole(string name, JsonElement value) => value.GetDouble() switch
    {
        < -9.2e18 or > 9.2e18 => throw Wrong(name, value),
        var number => double.IsInteger(number) ? (long)number : 0,
    };
}
