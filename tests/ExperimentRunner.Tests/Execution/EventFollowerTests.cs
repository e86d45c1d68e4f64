using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

public sealed class EventFollowerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> told = [];
    private readonly LineLog<RunEvent> log;

    public EventFollowerTests() => log = new LineLog<RunEvent>(Path, CompactRunJson.Default.RunEvent);

    private string Path => folder["events.jsonl"];

    [Fact]
    public void What_was_there_before_is_not_told_again()
    {
        Append("of the first part");
        var follower = new EventFollower(Path, Tell);

        follower.Poll();
        Append("new");
        follower.Poll();

        Assert.Equal(["new"], told);
    }

    [Fact]
    public void A_run_that_goes_on_from_a_checkpoint_is_told_from_there()
    {
        Append("kept");
        long checkpoint = log.Length;
        Append("lost", "lost, too");
        var follower = new EventFollower(Path, Tell);

        log.CutTo(checkpoint);
        log.Append(new RunEvent.Resumed { Time = DateTimeOffset.UnixEpoch, Used = Reporting.Run.Used(Plans.Of([1]).Runs[0].Spec), Epoch = 1, Step = 3 });
        Append("done again, and more than was there before");
        follower.Poll();

        Assert.Null(follower.Fault);
        Assert.Equal(["resumed at 3", "done again, and more than was there before"], told);
    }

    [Fact]
    public void A_run_that_begins_anew_in_its_folder_is_told_in_full()
    {
        Append("of the first part", "of the first part, too");
        var follower = new EventFollower(Path, Tell);

        log.CutTo(0);
        Append("anew");
        follower.Poll();

        Assert.Equal(["anew"], told);
    }

    public void Dispose()
    {
        log.Dispose();
        folder.Dispose();
    }

    private void Append(params string[] messages) =>
        Array.ForEach(messages, message => log.Append(new RunEvent.Warning { Time = DateTimeOffset.UnixEpoch, Message = message }));

    private void Tell(RunEvent runEvent) => told.Add(runEvent switch
    {
        RunEvent.Warning warning => warning.Message,
        RunEvent.Resumed resumed => $"resumed at {resumed.Step}",
        _ => $"{runEvent}",
    });
}
