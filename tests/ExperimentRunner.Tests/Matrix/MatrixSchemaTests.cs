using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Schema;
using NJsonSchema;
using YamlDotNet.Serialization;

namespace ExperimentRunner.Tests.Matrix;

public sealed class MatrixSchemaTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "experiments");

    public static TheoryData<string> Examples => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_schema_that_is_checked_in_is_that_of_the_code() =>
        Assert.True(
            File.ReadAllText(Path.Combine(Folder, MatrixSchema.FileName)) == MatrixSchema.Write(),
            $"experiments/{MatrixSchema.FileName} is not current. Write it anew: `ExperimentRunner schema > experiments/{MatrixSchema.FileName}`.");

    [Fact]
    public async Task The_schema_has_every_key_of_the_top_level()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(MatrixSchema.Write());

        Assert.Equal(DocumentReader.Keys.Order(StringComparer.Ordinal), schema.Properties.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_fits_the_schema_and_names_it(string file)
    {
        string yaml = await File.ReadAllTextAsync(Path.Combine(Folder, file));

        Assert.Empty(await Problems(yaml));
        Assert.StartsWith($"# yaml-language-server: $schema={MatrixSchema.FileName}\n", yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: x\nmatrix: { batch_per_device: 16, where: devices < 2 }\nrepeats: { min: 2, max: 4, until: 2% }\nexpect: [accuracy() > 1%]", 0)]
    [InlineData("name: x\nmatrix: { batch_per_device: 0 }", 1)]
    [InlineData("name: x\nmatrix: { batch_per_device: 16, amp: [of] }", 1)]
    [InlineData("name: x y\nmatrix: { batch_per_device: 16 }", 1)]
    [InlineData("name: x\nmatrix: { batch_per_device: 16 }\ntrian: { epochs: 1 }", 1)]
    [InlineData("name: x\nmatrix: { batch_per_device: 16 }\nrepeats: { min: 2 }", 1)]
    [InlineData("name: x\nmatrix: { batch_per_device: 16 }\ntrain: { base_lr: 0 }", 1)]
    [InlineData("matrix: { batch_per_device: 16 }", 1)]
    public async Task What_is_wrong_by_itself_does_not_fit_the_schema(string yaml, int problems) => Assert.Equal(problems, (await Problems(yaml)).Count);

    private static async Task<ICollection<NJsonSchema.Validation.ValidationError>> Problems(string yaml)
    {
        object? document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object?>(yaml);
        string json = new SerializerBuilder().JsonCompatible().Build().Serialize(document);
        JsonSchema schema = await JsonSchema.FromJsonAsync(MatrixSchema.Write());
        return schema.Validate(json);
    }
}
