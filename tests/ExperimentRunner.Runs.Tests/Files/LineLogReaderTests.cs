using System.Text.Json;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Files;

public sealed class LineLogReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_file_is_empty_and_the_offset_stays()
    {
        (IReadOnlyList<RunEvent> values, long next) = Read(7);

        Assert.Empty(values);
        Assert.Equal(7, next);
    }

    [Fact]
    public void A_torn_last_line_is_left_out_until_it_is_whole()
    {
        string second = Line("zwei – 二");
        File.WriteAllText(Path, Line("one") + second[..^5]);

        (IReadOnlyList<RunEvent> values, long next) = Read();
        File.AppendAllText(Path, second[^5..]);
        (IReadOnlyList<RunEvent> later, long end) = Read(next);

        Assert.Equal(["one"], Messages(values));
        Assert.Equal(["zwei – 二"], Messages(later));
        Assert.Equal(new FileInfo(Path).Length, end);
    }

    [Fact]
    public void Reading_goes_on_from_the_offset_while_the_log_is_being_written()
    {
        using var log = new LineLog<RunEvent>(Path, CompactRunJson.Default.RunEvent);
        var seen = new List<string>();
        long offset = 0;

        for (int line = 0; line < 5; line++)
        {
            log.Append(Warning($"{line}"));
            (IReadOnlyList<RunEvent> values, offset) = Read(offset);
            seen.AddRange(Messages(values));
        }

        Assert.Equal(["0", "1", "2", "3", "4"], seen);
        Assert.Empty(Read(offset).Values);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"version":1,"time":"2026-01-31T14:25:01+00:00","message":"no type"}""")]
    public void A_whole_line_that_is_wrong_is_named_with_file_and_byte(string wrong)
    {
        string first = Line("one");
        File.WriteAllText(Path, $"{first}{wrong}\n");

        var exception = Assert.Throws<InvalidDataException>(() => Read());

        Assert.StartsWith(Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"byte {first.Length}", exception.Message, StringComparison.Ordinal);
    }

    private string Path => folder["events.jsonl"];

    private (IReadOnlyList<RunEvent> Values, long NextOffset) Read(long offset = 0) =>
        LineLogReader.Read(Path, CompactRunJson.Default.RunEvent, offset);

    private static IEnumerable<string> Messages(IEnumerable<RunEvent> events) =>
        events.Cast<RunEvent.Warning>().Select(warning => warning.Message);

    private static string Line(string message) =>
        JsonSerializer.Serialize(Warning(message), CompactRunJson.Default.RunEvent) + "\n";

    private static RunEvent.Warning Warning(string message) => new() { Time = Examples.Time, Message = message };
}
