using System.Globalization;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.FakeTrainer;

/// <summary>Where a fake run that is interrupted goes on: how many windows it had played, and how long its events were then.</summary>
internal sealed class FakeCheckpoint(RunPaths run)
{
    private readonly string file = Path.Combine(run.Checkpoints, "checkpoint-000001.safetensors");

    public (int Window, long EventsBytes)? Read()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        long[] numbers = [.. File.ReadAllText(file).Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return ((int)numbers[0], numbers[1]);
    }

    public void Write(int window, long eventsBytes)
    {
        Directory.CreateDirectory(run.Checkpoints);
        WholeFile.WriteText(file, string.Create(CultureInfo.InvariantCulture, $"{window} {eventsBytes}"));
    }

    public void Delete()
    {
        if (Directory.Exists(run.Checkpoints))
        {
            Directory.Delete(run.Checkpoints, recursive: true);
        }
    }
}
