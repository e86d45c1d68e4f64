using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Execution;

/// <summary>Hands on the events of a run as they are written.</summary>
internal sealed class EventFollower(string path, Action<RunEvent> onEvent)
{
    private readonly Lock gate = new();
    private long offset;

    /// <summary>Set once the file turned out to hold something that is no event; following ends there.</summary>
    public string? Fault { get; private set; }

    public void Poll()
    {
        lock (gate)
        {
            foreach (RunEvent runEvent in Fault is null ? ReadNew() : [])
            {
                onEvent(runEvent);
            }
        }
    }

    private IReadOnlyList<RunEvent> ReadNew()
    {
        try
        {
            (IReadOnlyList<RunEvent> events, offset) = LineLogReader.Read(path, CompactRunJson.Default.RunEvent, offset);
            return events;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Fault = exception.Message;
            return [];
        }
    }
}
