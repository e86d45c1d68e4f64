using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Files;

/// <summary>A log that is cut and grows on, as events.jsonl does when an interrupted run goes on from a checkpoint.</summary>
public sealed class LogPositionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LineLog<RunEvent> log;

    public LogPositionTests() => log = new LineLog<RunEvent>(Path, CompactRunJson.Default.RunEvent);

    private string Path => folder["events.jsonl"];

    public void Dispose()
    {
        log.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Reading_goes_on_where_it_was()
    {
        Append("one");
        LogReading<RunEvent> first = Read(LogPosition.Start);
        Append("two", "three");
        LogReading<RunEvent> second = Read(first.Next);

        Assert.Equal(["one"], Messages(first));
        Assert.Equal(["two", "three"], Messages(second));
        Assert.False(second.WasCut);
        Assert.Empty(Read(second.Next).Values);
        Assert.Equal(second.Next, LineLogReader.End(Path));
    }

    [Theory]
    [InlineData("four")]
    [InlineData("a line that is longer than those that were cut off, so that the old end lies within it")]
    public void A_log_that_was_cut_and_grew_on_is_read_from_its_beginning(string after)
    {
        Append("one");
        long whole = log.Length;
        Append("two", "three");
        LogPosition position = Read(LogPosition.Start).Next;

        log.CutTo(whole);
        Append(after);
        LogReading<RunEvent> reading = Read(position);

        Assert.True(reading.WasCut);
        Assert.Equal(["one", after], Messages(reading));
        Assert.False(Read(reading.Next).WasCut);
    }

    [Fact]
    public void A_log_that_was_only_cut_says_so()
    {
        Append("one");
        long whole = log.Length;
        Append("two");
        LogPosition position = Read(LogPosition.Start).Next;

        log.CutTo(whole);

        Assert.Equal(["one"], Messages(Read(position)));
    }

    [Fact]
    public void A_log_that_was_cut_behind_what_was_read_goes_on()
    {
        Append("one");
        LogPosition position = Read(LogPosition.Start).Next;
        long whole = log.Length;
        Append("two");

        log.CutTo(whole);
        Append("three");
        LogReading<RunEvent> reading = Read(position);

        Assert.False(reading.WasCut);
        Assert.Equal(["three"], Messages(reading));
    }

    [Fact]
    public void A_missing_log_is_empty_and_the_position_stays()
    {
        var position = new LogPosition(20, 10, "ab");

        LogReading<RunEvent> reading = LineLogReader.ReadOn(folder["nowhere"], CompactRunJson.Default.RunEvent, position);

        Assert.Empty(reading.Values);
        Assert.Equal(position, reading.Next);
        Assert.Equal(LogPosition.Start, LineLogReader.End(folder["nowhere"]));
    }

    private LogReading<RunEvent> Read(LogPosition position) => LineLogReader.ReadOn(Path, CompactRunJson.Default.RunEvent, position);

    private void Append(params string[] messages) =>
        Array.ForEach(messages, message => log.Append(new RunEvent.Warning { Time = Examples.Time, Message = message }));

    private static IEnumerable<string> Messages(LogReading<RunEvent> reading) => reading.Values.Cast<RunEvent.Warning>().Select(warning => warning.Message);
}
