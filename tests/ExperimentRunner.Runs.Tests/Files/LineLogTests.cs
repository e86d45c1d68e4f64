using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Files;

public sealed class LineLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lines_are_on_disk_as_soon_as_they_are_appended()
    {
        using LineLog<RunEvent> log = Open();

        log.Append(Warning("one"));
        log.Append(Warning("two\nlines"));

        Assert.Equal(["one", "two\nlines"], ReadMessages());
        Assert.Equal(2, File.ReadAllText(Path).Count(character => character == '\n'));
    }

    [Fact]
    public void A_reopened_log_goes_on_after_the_last_line()
    {
        Append("one");
        Append("two");

        Assert.Equal(["one", "two"], ReadMessages());
    }

    [Theory]
    [InlineData("{\"type\":\"warn")]
    [InlineData("{")]
    [InlineData("\0\0\0\0")]
    public void A_torn_last_line_is_cut_when_the_log_is_reopened(string torn)
    {
        Append("one");
        string whole = File.ReadAllText(Path);
        File.AppendAllText(Path, torn);

        Open().Dispose();

        Assert.Equal(whole, File.ReadAllText(Path));
    }

    [Fact]
    public void A_log_that_is_one_torn_line_becomes_empty()
    {
        File.WriteAllText(Path, "{\"type\":");

        Open().Dispose();

        Assert.Equal(0, new FileInfo(Path).Length);
    }

    [Fact]
    public async Task Lines_of_several_threads_do_not_mix()
    {
        using (LineLog<RunEvent> log = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
            {
                for (int line = 0; line < 50; line++)
                {
                    log.Append(Warning($"{writer}"));
                }
            })));
        }

        Assert.Equal(200, ReadMessages().Count());
    }

    private string Path => folder["events.jsonl"];

    private LineLog<RunEvent> Open() => new(Path, CompactRunJson.Default.RunEvent);

    private void Append(string message)
    {
        using LineLog<RunEvent> log = Open();
        log.Append(Warning(message));
    }

    private IEnumerable<string> ReadMessages() =>
        LineLogReader.Read(Path, CompactRunJson.Default.RunEvent).Values.Cast<RunEvent.Warning>().Select(warning => warning.Message);

    private static RunEvent.Warning Warning(string message) => new() { Time = Examples.Time, Message = message };
}
