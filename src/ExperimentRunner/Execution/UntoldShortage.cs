using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Says for a trainer that the kernel killed what it would have said itself.</summary>
internal static class UntoldShortage
{
    /// <returns>The failure with batch, precision and peak in its message; as it was if the folder can't be read.</returns>
    public static RunOutcome.Failed Tell(RunPaths run, RunOutcome.Failed shortage, long? peakMemoryBytes, DateTimeOffset time)
    {
        try
        {
            if (AttemptHistory.ReadSpec(run) is not { } spec)
            {
                return shortage;
            }

            Precision? precision = LineLogReader.Read(run.Events, CompactRunJson.Default.RunEvent).Values
                .Select(told => (told as RunEvent.Started)?.Used.Precision ?? (told as RunEvent.Resumed)?.Used.Precision)
                .LastOrDefault(used => used is not null);
            using var events = new LineLog<RunEvent>(run.Events, CompactRunJson.Default.RunEvent);
            events.Append(new RunEvent.OutOfMemory
            {
                Time = time,
                Devices = spec.Devices,
                BatchPerDevice = spec.BatchPerDevice,
                Precision = precision,
                PeakMemoryBytes = peakMemoryBytes,
                Message = shortage.Message,
            });
            return shortage with { Message = MemoryShortage.Describe(spec, precision, peakMemoryBytes, shortage.Message) };
        }
        catch (InvalidDataException)
        {
            return shortage;
        }
    }
}
