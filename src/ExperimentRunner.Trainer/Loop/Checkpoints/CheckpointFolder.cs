using System.Globalization;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>The last checkpoints of a run: <c>checkpoint-000007.safetensors</c>, numbered in the order in which they were written.</summary>
internal sealed class CheckpointFolder(string path)
{
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".safetensors";

    /// <summary>The newest that is known to be whole.</summary>
    private string? newest;

    /// <summary>The newest checkpoint that can be used; null if there is none.</summary>
    /// <param name="runId">One of another run is passed over.</param>
    /// <param name="eventsBytes">Length of events.jsonl; a checkpoint that knows of more is passed over.</param>
    /// <param name="warn">Told of each that can't be used, and why.</param>
    public Checkpoint? OpenNewest(string runId, long eventsBytes, Action<string> warn)
    {
        foreach ((int _, string file) in Files().OrderByDescending(file => file.Number))
        {
            string name = Path.GetFileName(file);
            try
            {
                var checkpoint = Checkpoint.Open(file);
                string? fault = checkpoint.Progress switch
                {
                    var progress when progress.RunId != runId => $"it belongs to run {progress.RunId}",
                    var progress when progress.EventsBytes > eventsBytes => "events.jsonl lost lines that it knows of",
                    _ => null,
                };
                if (fault is null)
                {
                    newest = file;
                    return checkpoint;
                }

                warn($"{name} was passed over: {fault}.");
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                warn($"{name} was passed over: {exception.Message}.");
            }
        }

        return null;
    }

    /// <summary>Keeps the one before, too: a crash of the machine may tear the newest.</summary>
    /// <exception cref="IOException">The disk is full, say; the checkpoints before are still there.</exception>
    public void Write(RunProgress progress, IReadOnlyList<double> measuredSeconds, IReadOnlyList<SavedTensor> tensors)
    {
        Directory.CreateDirectory(path);
        (int Number, string File)[] before = [.. Files()];
        int number = before.Select(file => file.Number).DefaultIfEmpty().Max() + 1;
        string written = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}{Suffix}"));
        CheckpointWriter.Write(written, progress, measuredSeconds, tensors);
        foreach ((int _, string file) in before.Where(file => file.File != newest))
        {
            File.Delete(file);
        }

        newest = written;
    }

    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private IEnumerable<(int Number, string File)> Files() => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, $"{Prefix}*{Suffix}").Select(file => (Number(file), file)).Where(file => file.Item1 > 0)
        : [];

    private static int Number(string file) =>
        int.TryParse(Path.GetFileName(file)[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
