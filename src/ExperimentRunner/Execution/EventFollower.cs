using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Execution;

/// <summary>Hands on the events of a run as they are written.</summary>
/// <param name="from">Where to begin; null is the end, so that nothing is told that was there before.</param>
internal sealed class EventFollower(string path, Action<RunEvent> onEvent, LogPosition? from = null)
{
    private readonly Lock gate = new();
    private LogPosition position = from ?? LineLogReader.End(path);

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

    private IEnumerable<RunEvent> ReadNew()
    {
        try
        {
            LogReading<RunEvent> reading = LineLogReader.ReadOn(path, CompactRunJson.Default.RunEvent, position);
            position = reading.Next;

            // A trainer that goes on from a checkpoint takes off what was told after it; what comes before was told by its predecessor.
            int resumed = reading.WasCut ? reading.Values.ToList().FindLastIndex(runEvent => runEvent is RunEvent.Resumed) : -1;
            return reading.Values.Skip(Math.Max(0, resumed));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Fault = exception.Message;
            return [];
        }
    }
}
