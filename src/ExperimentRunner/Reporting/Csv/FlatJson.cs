using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ExperimentRunner.Reporting.Csv;

/// <summary>Documents as rows. A field within a field is named as pandas' json_normalize names it: <c>time_shares.forward</c>.</summary>
internal static class FlatJson
{
    /// <summary>Every field of the type has its column, known or not; only the columns of dictionaries depend on what the documents hold.</summary>
    public static string ToCsv<T>(IReadOnlyList<T> documents, JsonTypeInfo<T> type)
    {
        JsonElement[] elements = [.. documents.Select(document => JsonSerializer.SerializeToElement(document, type))];
        string[] columns = [.. Columns("", type, elements)];
        return CsvText.Row(columns.Select(CsvText.Harmless)) + string.Concat(elements.Select(element => Row(columns, element)));
    }

    private static string Row(string[] columns, JsonElement element)
    {
        var byName = new Dictionary<string, string>(Fields("", element), StringComparer.Ordinal);
        return CsvText.Row(columns.Select(column => byName.GetValueOrDefault(column, "")));
    }

    private static IEnumerable<string> Columns(string path, JsonTypeInfo type, IEnumerable<JsonElement> elements) => type.Properties.SelectMany(property =>
    {
        JsonTypeInfo inner = type.Options.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        IEnumerable<JsonElement> values = elements.Where(element => element.ValueKind == JsonValueKind.Object).Select(element => element.GetProperty(property.Name));
        string name = Join(path, property.Name);
        return inner.Kind switch
        {
            JsonTypeInfoKind.Object => Columns(name, inner, [.. values]),
            JsonTypeInfoKind.Dictionary => values.SelectMany(value => value.EnumerateObject()).Select(entry => Join(name, entry.Name)).Distinct(),
            JsonTypeInfoKind.None or JsonTypeInfoKind.Enumerable => [name],
            _ => throw new InvalidOperationException($"{inner.Kind} is no kind of JSON type."),
        };
    });

    private static IEnumerable<KeyValuePair<string, string>> Fields(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Fields(Join(path, field.Name), field.Value)),
        JsonValueKind.Array => [KeyValuePair.Create(path, CsvText.Harmless(string.Join(' ', value.EnumerateArray().Select(item => item.ToString()))))],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.String => [KeyValuePair.Create(path, CsvText.Harmless(value.GetString()!))],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [KeyValuePair.Create(path, value.GetRawText())],
        _ => throw new InvalidOperationException($"{value.ValueKind} is no kind of JSON."),
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
