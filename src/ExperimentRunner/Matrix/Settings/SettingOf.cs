using System.Text.Json;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>Builds settings whose getter and setter speak the type of the property.</summary>
internal static class SettingOf
{
    public static Setting Whole(string name, int least, int most, string doc, Func<RunSpec, int> get, Func<RunSpec, int, RunSpec> set) => new(
        name,
        new SettingType.Whole(least, most),
        doc,
        spec => new SettingValue.Whole(get(spec)),
        (spec, value) => set(spec, ((SettingValue.Whole)value).Number));

    public static Setting Real(string name, SettingType.Real type, string doc, Func<RunSpec, double> get, Func<RunSpec, double, RunSpec> set) => new(
        name,
        type,
        doc,
        spec => new SettingValue.Real(get(spec)),
        (spec, value) => set(spec, ((SettingValue.Real)value).Number));

    public static Setting Flag(string name, string doc, Func<RunSpec, bool> get, Func<RunSpec, bool, RunSpec> set) => new(
        name,
        new SettingType.Flag(),
        doc,
        spec => new SettingValue.Flag(get(spec)),
        (spec, value) => set(spec, ((SettingValue.Flag)value).IsOn));

    public static Setting OnlyOne(string name, string only, string doc, Func<RunSpec, string> get, Func<RunSpec, string, RunSpec> set) => new(
        name,
        new SettingType.OnlyOne(only),
        doc,
        spec => new SettingValue.Choice(get(spec)),
        (spec, value) => set(spec, ((SettingValue.Choice)value).Name));

    /// <summary>The names are those of the enum's members as its JSON writes them.</summary>
    public static Setting Choice<T>(string name, string doc, Func<RunSpec, T> get, Func<RunSpec, T, RunSpec> set)
        where T : struct, Enum
    {
        var members = Enum.GetValues<T>().ToDictionary(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString()));
        return new(
            name,
            new SettingType.Choice([.. members.Keys]),
            doc,
            spec => new SettingValue.Choice(JsonNamingPolicy.SnakeCaseLower.ConvertName(get(spec).ToString())),
            (spec, value) => set(spec, members[((SettingValue.Choice)value).Name]));
    }
}
