using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>A checkpoint whose bytes were found to be whole.</summary>
internal sealed class Checkpoint
{
    private readonly string path;
    private readonly Dictionary<string, CheckpointEntry> entries;

    private Checkpoint(string path, RunProgress progress, Dictionary<string, CheckpointEntry> entries)
    {
        this.path = path;
        this.entries = entries;
        Progress = progress;
        MeasuredSeconds = ReadMeasuredSeconds();
    }

    public string Name => Path.GetFileName(path);

    public RunProgress Progress { get; }

    /// <summary>Of each measured step.</summary>
    public IReadOnlyList<double> MeasuredSeconds { get; }

    /// <exception cref="InvalidDataException">It is torn, was changed, or is of another version; the message says which.</exception>
    public static Checkpoint Open(string path)
    {
        CheckpointHash.Check(path);
        using FileStream file = File.OpenRead(path);
        try
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            file.ReadExactly(length);
            byte[] header = new byte[BinaryPrimitives.ReadUInt64LittleEndian(length)];
            file.ReadExactly(header);
            using var json = JsonDocument.Parse(header);
            string progress = json.RootElement.GetProperty("__metadata__").GetProperty(CheckpointWriter.ProgressKey).GetString()!;
            return new Checkpoint(
                path,
                JsonSerializer.Deserialize(progress, CheckpointJson.Default.RunProgress) ?? throw new JsonException("no progress"),
                CheckpointEntry.All(json.RootElement, file.Position));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or NotSupportedException)
        {
            throw new InvalidDataException($"it was written by another version ({exception.Message})", exception);
        }
    }

    /// <summary>Null if it holds no such tensor.</summary>
    public IReadOnlyList<long>? ShapeOf(string name) => entries.GetValueOrDefault(name)?.Shape;

    /// <summary>Writes the kept tensors back in place.</summary>
    /// <exception cref="InvalidDataException">It does not hold exactly these tensors in these shapes: another version wrote it.</exception>
    public void Restore(IReadOnlyList<SavedTensor> tensors)
    {
        using FileStream file = File.OpenRead(path);
        foreach (SavedTensor saved in tensors)
        {
            CheckpointEntry? entry = entries.GetValueOrDefault(saved.Name);
            if (entry?.Type != TensorBytes.TypeOf(saved.Tensor) || !entry.Shape.SequenceEqual(saved.Tensor.shape))
            {
                throw new InvalidDataException($"{path} does not hold {saved.Name} as this trainer has it. Delete the folder to begin the run anew.");
            }

            file.Seek(entry.Begin, SeekOrigin.Begin);
            TensorBytes.Read(file, saved.Tensor);
        }
    }

    private double[] ReadMeasuredSeconds()
    {
        CheckpointEntry entry = entries[CheckpointWriter.MeasuredSecondsName];
        double[] seconds = new double[entry.Shape[0]];
        using FileStream file = File.OpenRead(path);
        file.Seek(entry.Begin, SeekOrigin.Begin);
        file.ReadExactly(MemoryMarshal.AsBytes(seconds.AsSpan()));
        return seconds;
    }
}
