using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ExperimentRunner.Runs.Files;

/// <summary>Appends values as JSON lines. A line is written with one call, so that a crash can tear at most the last one.</summary>
public sealed class LineLog<T> : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream stream;
    private readonly JsonTypeInfo<T> type;

    /// <summary>Opens <paramref name="path"/> for appending and cuts off a torn last line, if any.</summary>
    public LineLog(string path, JsonTypeInfo<T> type)
    {
        this.type = type;
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        CutTornLine();
    }

    /// <summary>Bytes of the lines written so far.</summary>
    public long Length
    {
        get
        {
            lock (gate)
            {
                return stream.Length;
            }
        }
    }

    /// <summary>Takes lines off the end.</summary>
    /// <param name="length">A <see cref="Length"/> of before.</param>
    public void CutTo(long length)
    {
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, stream.Length);
            stream.SetLength(length);
            stream.Seek(0, SeekOrigin.End);
        }
    }

    /// <summary>Waits until the lines are on the disk, so that a crash of the machine does not lose them.</summary>
    public void FlushToDisk()
    {
        lock (gate)
        {
            stream.Flush(flushToDisk: true);
        }
    }

    public void Append(T value)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        lock (gate)
        {
            stream.Write([.. json, (byte)'\n']);
        }
    }

    public void Dispose() => stream.Dispose();

    private void CutTornLine()
    {
        stream.Seek(0, SeekOrigin.End);
        while (stream.Position > 0)
        {
            stream.Seek(-1, SeekOrigin.Current);
            if (stream.ReadByte() == '\n')
            {
                break;
            }

            stream.Seek(-1, SeekOrigin.Current);
        }

        stream.SetLength(stream.Position);
    }
}
