using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Unicode;
using System.Xml.Linq;
using ExperimentRunner.Reporting.Json;

namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>The schema of report.json, read from the types that write it and from their comments, so that it can't fall behind.</summary>
internal sealed class ReportSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Dictionary<string, string> comments = XDocument
        .Load(Path.ChangeExtension(typeof(ReportDocument).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Comment(member.Element("summary")!));

    public string Text()
    {
        var schema = (JsonObject)JsonSchemaExporter.GetJsonSchemaAsNode(
            ReportJson.Default.ReportDocument,
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        ((JsonObject)schema["properties"]!["version"]!)["enum"] = new JsonArray(1);
        ((JsonArray)schema["required"]!).Insert(0, "version");
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "report.json of ExperimentRunner, version 1",
        };
        foreach ((string name, JsonNode? value) in schema.ToArray())
        {
            schema.Remove(name);
            root[name] = value;
        }

        return root.ToJsonString(Readable) + "\n";
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        if (schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }

        string? comment = context.PropertyInfo?.AttributeProvider is MemberInfo member
            ? comments.GetValueOrDefault($"P:{member.DeclaringType!.FullName}.{member.Name}")
            : comments.GetValueOrDefault($"T:{context.TypeInfo.Type.FullName}");
        if (comment is not null)
        {
            schema.Insert(0, "description", comment);
        }

        return schema;
    }

    private static string Comment(XElement summary) =>
        string.Join(' ', string.Concat(summary.Nodes().Select(Words)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Words(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" or "paramref" } named => (named.Attribute("cref") ?? named.Attribute("name"))!.Value.Split('.', ':')[^1],
        XElement other => other.Value,
        XText text => text.Value,
        _ => "",
    };
}
