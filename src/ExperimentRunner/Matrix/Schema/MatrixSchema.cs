using ExperimentRunner.Matrix.Settings;
using NJsonSchema;

namespace ExperimentRunner.Matrix.Schema;

/// <summary>The JSON schema of a matrix file, by which editors complete and check it. What depends on several values only the runner checks.</summary>
internal static class MatrixSchema
{
    public const string FileName = "experiments.schema.json";

    public static string Write() => Document().ToJson().ReplaceLineEndings("\n") + "\n";

    private static JsonSchema Document()
    {
        JsonSchema document = Mapping(new JsonSchema(), "A matrix of ExperimentRunner: what is the same in all runs, what varies, and how often each combination is repeated.");
        document.SchemaVersion = "http://json-schema.org/draft-07/schema#";
        document.Title = "ExperimentRunner matrix";
        JsonSchema values = Values();
        document.Definitions["values"] = values;
        Add(document, SweepKey.SweepName);
        foreach (string section in SettingTable.Sections)
        {
            document.Properties[section] = Section(section);
        }

        document.Properties[MatrixKey.Matrix] = Axes(values);
        document.Properties[SweepKey.Repeats.Name] = Repeats();
        Add(document, SweepKey.Seed);
        document.Properties[MatrixKey.Baseline] = new() { Reference = values };
        document.Properties[MatrixKey.Limits] = Limits();
        Add(document, SweepKey.Probe);
        Add(document, SweepKey.Timing);
        document.Properties[MatrixKey.Slurm] = Slurm();
        document.Properties[MatrixKey.Report] = Report();
        document.Properties[MatrixKey.Expect] = Expressions("Conditions on the results, for example speedup(devices=2) >= 1.6.");
        foreach (Setting setting in SettingTable.TopLevel)
        {
            document.Properties[setting.Name] = SettingSchema.Value(setting.Type, setting.Doc);
        }

        document.RequiredProperties.Add(SweepKey.SweepName.Name);
        document.RequiredProperties.Add(MatrixKey.Matrix);
        return document;
    }

    private static T Mapping<T>(T schema, string doc)
        where T : JsonSchema
    {
        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        schema.Description = doc;
        return schema;
    }

    private static void Add(JsonSchema mapping, SweepKey key) => mapping.Properties[key.Name] = SettingSchema.Value(key.Type, key.Doc);

    private static JsonSchemaProperty Section(string section)
    {
        JsonSchemaProperty mapping = Mapping(new JsonSchemaProperty(), $"Settings of the {section} that all cells share.");
        foreach (Setting setting in SettingTable.In(section))
        {
            mapping.Properties[setting.Key] = SettingSchema.Value(setting.Type, setting.Doc);
        }

        return mapping;
    }

    private static JsonSchemaProperty Axes(JsonSchema values)
    {
        JsonSchemaProperty mapping = Mapping(new JsonSchemaProperty(), "Axes: every combination of their values is a cell. Any setting can be one, under its full name.");
        foreach (Setting setting in SettingTable.Names.Select(name => SettingTable.Find(name)!))
        {
            mapping.Properties[setting.Name] = SettingSchema.Axis(setting.Type, setting.Doc);
        }

        mapping.Properties[MatrixKey.Include] = Patterns("Cells to add, or keys to add to combinations, as in GitHub Actions.", values);
        mapping.Properties[MatrixKey.Exclude] = Patterns("Combinations to leave out.", values);
        mapping.Properties[MatrixKey.Where] = Expressions("Conditions that every cell must meet, for example devices * batch_per_device <= 512.");
        return mapping;
    }

    private static JsonSchemaProperty Patterns(string doc, JsonSchema values) =>
        new() { Type = JsonObjectType.Array, Description = doc, Item = new() { Reference = values } };

    private static JsonSchema Values()
    {
        JsonSchema mapping = Mapping(new JsonSchema(), "Values of some axes.");
        foreach (Setting setting in SettingTable.Names.Select(name => SettingTable.Find(name)!))
        {
            mapping.Properties[setting.Name] = SettingSchema.Value(setting.Type, setting.Doc);
        }

        return mapping;
    }

    private static JsonSchemaProperty Repeats()
    {
        JsonSchemaProperty rule = Mapping(new JsonSchemaProperty(), "Repeat a cell until its images/s are known.");
        rule.Properties[MatrixKey.LeastRepeats] = SettingSchema.Value(SweepKey.RepeatBounds, "Repeats that each cell has.");
        rule.Properties[MatrixKey.MostRepeats] = SettingSchema.Value(SweepKey.RepeatBounds, "Repeats that no cell exceeds.");
        rule.Properties[MatrixKey.UntilKnown] = new() { Type = JsonObjectType.String, Pattern = "^[0-9.]+ ?%$", Description = "Half of the 95 % interval of the images/s that ends the repeats, for example 2%." };
        foreach (string key in rule.Properties.Keys)
        {
            rule.RequiredProperties.Add(key);
        }

        return new() { Description = SweepKey.Repeats.Doc, AnyOf = { SettingSchema.Value(SweepKey.Repeats.Type, SweepKey.Repeats.Doc), rule } };
    }

    private static JsonSchemaProperty Limits()
    {
        JsonSchemaProperty mapping = Mapping(new JsonSchemaProperty(), "What a sweep may not exceed.");
        AddKeys(mapping, SweepKey.Limits);
        return mapping;
    }

    private static JsonSchemaProperty Slurm()
    {
        JsonSchemaProperty mapping = Mapping(new JsonSchemaProperty(), "How jobs are submitted with --executor=slurm.");
        AddKeys(mapping, SweepKey.Slurm);
        mapping.Properties[SweepKey.SlurmOption.Key] = SettingSchema.Axis(SweepKey.SlurmOption.Type, SweepKey.SlurmOption.Doc);
        return mapping;
    }

    private static void AddKeys(JsonSchemaProperty mapping, IEnumerable<SweepKey> keys)
    {
        foreach (SweepKey key in keys)
        {
            mapping.Properties[key.Key] = SettingSchema.Value(key.Type, key.Doc);
        }
    }

    private static JsonSchemaProperty Report()
    {
        JsonSchemaProperty mapping = Mapping(new JsonSchemaProperty(), "What the report counts cost in; decides nothing of what is run.");
        AddKeys(mapping, [SweepKey.PricePerDeviceHour, SweepKey.Currency]);
        foreach (string key in mapping.Properties.Keys)
        {
            mapping.RequiredProperties.Add(key);
        }

        return mapping;
    }

    private static JsonSchemaProperty Expressions(string doc)
    {
        var one = new JsonSchema { Type = JsonObjectType.String, MinLength = 1 };
        var list = new JsonSchema { Type = JsonObjectType.Array, Item = new() { Type = JsonObjectType.String, MinLength = 1 } };
        return new() { Description = doc, AnyOf = { one, list } };
    }
}
