using System.Globalization;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.FakeTrainer;

/// <summary>Where a fake run that is interrupted goes on: how many windows it had played, how long its events were then, and when it was begun first.</summary>
internal sealed class FakeCheckpoint(RunPaths run)
{
    private readonly string file = Path.Combine(run.Checkpoints, "checkpoint-000001.safetensors");

    public (int Window, long EventsBytes, DateTimeOffset Started)? Read()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        long[] numbers = [.. File.ReadAllText(file).Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return ((int)numbers[0], numbers[1], new DateTimeOffset(numbers[2], TimeSpan.Zero));
    }

    public void Write(int window, long eventsBytes, DateTimeOffset started)
    {
        Directory.CreateDirectory(run.Checkpoints);
        WholeFile.WriteText(file, string.Create(CultureInfo.InvariantCulture, $"{window} {eventsBytes} {started.UtcTicks}"));
    }

    public void Delete()
    {
        if (Directory.Exists(run.Checkpoints))
        {
            Directory.Delete(run.Checkpoints, recursive: true);
        }
    }
}
