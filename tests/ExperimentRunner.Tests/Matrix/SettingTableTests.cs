using System.Text.Json;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Matrix;

public sealed class SettingTableTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "experiments", "README.md"));

    public static TheoryData<string> Names => [.. SettingTable.All.Select(setting => setting.Name)];

    [Fact]
    public void Every_property_of_a_spec_can_be_set()
    {
        string[] properties =
        [
            .. Properties(typeof(ModelSpec), "model."), .. Properties(typeof(DataSpec), "data."), .. Properties(typeof(TrainSpec), "train."),
            .. Properties(typeof(RunSpec), "").Except(["version", "model", "data", "train", "seed", "lr_factor", "probe"]),
            "global_batch",
        ];

        Assert.Equal(48, properties.Length);
        Assert.Equal(properties.Order(StringComparer.Ordinal), SettingTable.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_set_is_what_the_run_has(string name)
    {
        Setting setting = SettingTable.Find(name)!;

        SettingValue[] values = Samples(setting.Type);

        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Equal(value, setting.Get(setting.Set(ImageFolder, value))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_setting_is_documented_on_the_page_of_the_format(string name)
    {
        Setting setting = SettingTable.Find(name)!;

        Assert.Contains($"| `{setting.Key}` |", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_code_is_documented_on_the_page_of_the_format()
    {
        string[] codes = [.. Enum.GetValues<FaultKind>().Select(FaultLog.Code)];

        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"| {code} |", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Defaults_are_within_their_ranges()
    {
        Setting[] whole = [.. SettingTable.All.Where(setting => setting.Type is SettingType.Whole && !ReferenceEquals(setting, CellSettings.BatchPerDevice) && !ReferenceEquals(setting, CellSettings.GlobalBatch))];

        Assert.NotEmpty(whole);
        Assert.All(whole, setting => Assert.InRange(
            ((SettingValue.Whole)setting.Get(SettingTable.Defaults)).Number, ((SettingType.Whole)setting.Type).Least, ((SettingType.Whole)setting.Type).Most));
    }

    private static RunSpec ImageFolder => SettingTable.Defaults with { Data = new() { Source = DataSource.ImageFolder } };

    private static SettingValue[] Samples(SettingType type) => type switch
    {
        SettingType.Whole whole => [new SettingValue.Whole(whole.Least), new SettingValue.Whole(whole.Most)],
        SettingType.Real real => [new SettingValue.Real((real.Least + real.Most) / 2)],
        SettingType.Choice choice => [.. choice.Names.Select(name => new SettingValue.Choice(name))],
        SettingType.OnlyOne only => [new SettingValue.Choice(only.Name)],
        SettingType.Flag => [new SettingValue.Flag(true), new SettingValue.Flag(false)],
        SettingType.FileOrNone file => [new SettingValue.Choice("none"), .. file.Extensions.Select(extension => new SettingValue.File($"/w{extension}", $"/w{extension}"))],
        SettingType.Folder => [new SettingValue.Folder("/fruits", "/fruits")],
        _ => [],
    };

    private static IEnumerable<string> Properties(Type type, string prefix) =>
        type.GetProperties().Where(property => property.CanWrite).Select(property => prefix + JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
}
