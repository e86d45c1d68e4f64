using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Execution;

/// <summary>Hands on the events of a run as they are written.</summary>
internal sealed class EventFollower(string path, Action<RunEvent> onEvent)
{
    private readonly Lock gate = new();
    private long offset;

    public void Poll()
    {
        lock (gate)
        {
            (IReadOnlyList<RunEvent> events, offset) = LineLogReader.Read(path, CompactRunJson.Default.RunEvent, offset);
            foreach (RunEvent runEvent in events)
            {
                onEvent(runEvent);
            }
        }
    }
}
