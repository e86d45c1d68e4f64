using ExperimentRunner.Testing;
using NJsonSchema;
using NJsonSchema.Validation;

namespace ExperimentRunner.Tests.Reporting.Forms;

public sealed class ReportSchemaTests
{
    private static readonly string Published = Path.Combine(Repository.Folder(), "docs", "report.schema.json");

    public static TheoryData<string> AllSweeps => new(Sweeps.All.Keys);

    [Fact]
    public async Task The_published_schema_is_that_of_what_is_written()
    {
        string schema = new ReportSchema().Text();
        string received = Path.ChangeExtension(Published, ".received.json");

        if (await File.ReadAllTextAsync(Published) == schema)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, schema);
        Assert.Fail($"{received} differs from {Published}. A new field is a change that readers bear: rename the received file. One that is gone, or means something else, needs a new version, too.");
    }

    [Theory]
    [MemberData(nameof(AllSweeps))]
    public async Task Reports_of_all_sweeps_are_valid(string sweep)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Published);

        ICollection<ValidationError> errors = schema.Validate(JsonText.Of(Sweeps.All[sweep]().Report()));

        Assert.Empty(errors);
    }

    [Fact]
    public async Task What_the_schema_does_not_have_is_an_error()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Published);
        string report = JsonText.Of(Sweeps.CleanScaling().Report());

        Assert.NotEmpty(schema.Validate(report.Replace("\"cells\"", "\"rows\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(report.Replace("\"status\": \"finished\"", "\"status\": \"done\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(report.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));
    }
}
