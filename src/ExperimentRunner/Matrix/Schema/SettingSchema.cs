using ExperimentRunner.Matrix.Settings;
using NJsonSchema;

namespace ExperimentRunner.Matrix.Schema;

/// <summary>What an editor is told about the value of a setting.</summary>
internal static class SettingSchema
{
    public static JsonSchemaProperty Value(SettingType type, string doc)
    {
        JsonSchemaProperty schema = Describe(new JsonSchemaProperty(), type);
        schema.Description = doc;
        return schema;
    }

    /// <summary>One value, or a list of them.</summary>
    public static JsonSchemaProperty Axis(SettingType type, string doc)
    {
        var list = new JsonSchema { Type = JsonObjectType.Array, MinItems = 1, UniqueItems = true, Item = Describe(new JsonSchema(), type) };
        return new() { Description = doc, AnyOf = { Describe(new JsonSchema(), type), list } };
    }

    private static T Describe<T>(T schema, SettingType type)
        where T : JsonSchema
    {
        switch (type)
        {
            case SettingType.Whole whole:
                schema.Type = JsonObjectType.Integer;
                (schema.Minimum, schema.Maximum) = (whole.Least, whole.Most);
                break;
            case SettingType.Real real:
                schema.Type = JsonObjectType.Number;
                schema.Minimum = real.LeavesOutLeast ? null : (decimal)real.Least;
                schema.ExclusiveMinimum = real.LeavesOutLeast ? (decimal)real.Least : null;
                schema.Maximum = real.LeavesOutMost ? null : (decimal)real.Most;
                schema.ExclusiveMaximum = real.LeavesOutMost ? (decimal)real.Most : null;
                break;
            case SettingType.Choice choice:
                AddNames(schema, choice.Names);
                break;
            case SettingType.OnlyOne only:
                AddNames(schema, [only.Name]);
                break;
            case SettingType.Flag:
                schema.Type = JsonObjectType.Boolean;
                break;
            case SettingType.SweepName name:
                schema.Type = JsonObjectType.String;
                schema.MaxLength = name.MostCharacters;
                schema.Pattern = "^[A-Za-z0-9_][A-Za-z0-9_.-]*$";
                break;
            case SettingType.Duration:
                schema.Type = JsonObjectType.String;
                schema.Pattern = "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$";
                schema.MinLength = 2;
                break;
            case SettingType.Currency:
                schema.Type = JsonObjectType.String;
                schema.Pattern = "^[A-Z]{3}$";
                break;
            case SettingType.Folder or SettingType.FileOrNone or SettingType.Line:
                schema.Type = JsonObjectType.String;
                schema.MinLength = 1;
                break;
            default:
                throw new InvalidOperationException($"{type} is of no known kind.");
        }

        return schema;
    }

    private static void AddNames(JsonSchema schema, IReadOnlyList<string> names)
    {
        schema.Type = JsonObjectType.String;
        foreach (string name in names)
        {
            schema.Enumeration.Add(name);
        }
    }
}
