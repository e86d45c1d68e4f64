using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ExperimentRunner.Runs.Files;

/// <summary>Reads what a <see cref="LineLog{T}"/> wrote, also while it is being written.</summary>
public static class LineLogReader
{
    /// <summary>All whole lines from <paramref name="offset"/> bytes on; a torn last line is left out. Empty if the file is not there.</summary>
    /// <returns>The values and the offset after the last whole line, to go on from.</returns>
    /// <exception cref="InvalidDataException">A whole line is not what it should be; the message names file and byte.</exception>
    public static (IReadOnlyList<T> Values, long NextOffset) Read<T>(string path, JsonTypeInfo<T> type, long offset = 0)
    {
        if (!File.Exists(path))
        {
            return ([], offset);
        }

        byte[] bytes = ReadFrom(path, offset);
        var values = new List<T>();
        int start = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            values.Add(Parse(path, type, bytes.AsSpan(start, end - start), offset + start));
        }

        return (values, offset + start);
    }

    private static byte[] ReadFrom(string path, long offset)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (offset >= stream.Length)
        {
            return [];
        }

        stream.Seek(offset, SeekOrigin.Begin);
        byte[] bytes = new byte[stream.Length - offset];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static T Parse<T>(string path, JsonTypeInfo<T> type, ReadOnlySpan<byte> line, long at)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new InvalidDataException($"{path}: null at byte {at}.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{path}: byte {at}: {exception.Message} Line: {Encoding.UTF8.GetString(line)}", exception);
        }
    }
}
