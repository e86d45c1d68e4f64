using System.Text.Json;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_written_file_holds_the_text_without_a_byte_order_mark_and_nothing_is_left_beside_it()
    {
        WholeFile.WriteText(folder["a.txt"], "größe");

        Assert.Equal("größe"u8.ToArray(), File.ReadAllBytes(folder["a.txt"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_old_file_is_replaced_whole()
    {
        WholeFile.WriteText(folder["a.txt"], "a long old text");

        WholeFile.WriteText(folder["a.txt"], "new");

        Assert.Equal("new", File.ReadAllText(folder["a.txt"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_reader_that_has_the_old_file_open_keeps_reading_the_old_text()
    {
        WholeFile.WriteText(folder["a.txt"], "old");
        using var reader = new StreamReader(new FileStream(folder["a.txt"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        WholeFile.WriteText(folder["a.txt"], "new");

        Assert.Equal("old", reader.ReadToEnd());
    }

    [Fact]
    public void A_target_that_cannot_be_replaced_stays_and_no_temporary_file_is_left()
    {
        Directory.CreateDirectory(folder["a.txt", "inner"]);

        Assert.ThrowsAny<Exception>(() => WholeFile.WriteText(folder["a.txt"], "new"));

        Assert.Equal([folder["a.txt"]], Directory.GetFileSystemEntries(folder.Path));
        Assert.True(Directory.Exists(folder["a.txt", "inner"]));
    }

    [Fact]
    public void A_value_that_cannot_be_written_leaves_the_old_file_as_it_was()
    {
        WholeFile.WriteJson(folder["run.json"], Examples.Spec, RunJson.Default.RunSpec);
        RunSpec unwritable = Examples.Spec with { Amp = (Amp)99 };

        Assert.Throws<JsonException>(() => WholeFile.WriteJson(folder["run.json"], unwritable, RunJson.Default.RunSpec));

        Assert.Equal(Examples.Spec, WholeFile.ReadJson(folder["run.json"], RunJson.Default.RunSpec));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_missing_folder_is_an_IOException() =>
        Assert.ThrowsAny<IOException>(() => WholeFile.WriteText(folder["nowhere", "a.txt"], "new"));

    [Fact]
    public void A_missing_file_reads_as_null() =>
        Assert.Null(WholeFile.ReadJson(folder["run.json"], RunJson.Default.RunSpec));

    [Fact]
    public void A_broken_file_is_named_with_the_line_that_is_wrong()
    {
        WholeFile.WriteText(folder["run.json"], "{\n  \"version\": 1,\n  \"devices\": two\n}");

        var exception = Assert.Throws<InvalidDataException>(() => WholeFile.ReadJson(folder["run.json"], RunJson.Default.RunSpec));

        Assert.StartsWith($"{folder["run.json"]}(3): ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_holds_null_is_refused()
    {
        WholeFile.WriteText(folder["run.json"], "null");

        Assert.Throws<InvalidDataException>(() => WholeFile.ReadJson(folder["run.json"], RunJson.Default.RunSpec));
    }

    [Fact]
    public void A_result_without_its_discriminator_is_refused_with_the_name_of_the_file()
    {
        WholeFile.WriteText(
            folder["result.json"],
            """{ "run_id": "a", "outcome": { }, "started": "2026-01-31T14:25:01+00:00", "ended": "2026-01-31T14:25:01+00:00" }""");

        var exception = Assert.Throws<InvalidDataException>(() => WholeFile.ReadJson(folder["result.json"], RunJson.Default.RunResult));

        Assert.StartsWith(folder["result.json"], exception.Message, StringComparison.Ordinal);
    }
}
