using System.Security.Cryptography;
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
        byte[] bytes = ReadFrom(path, offset);
        IReadOnlyList<T> values = ParseAll(path, type, bytes, offset);
        return (values, offset + WholeLines(bytes).Length);
    }

    /// <summary>What is new since <paramref name="position"/>, or all if the log was cut since. Empty if the file is not there.</summary>
    /// <exception cref="InvalidDataException">A whole line is not what it should be; the message names file and byte.</exception>
    public static LogReading<T> ReadOn<T>(string path, JsonTypeInfo<T> type, LogPosition position)
    {
        if (!File.Exists(path))
        {
            return new LogReading<T>([], position, [], WasCut: false);
        }

        byte[] bytes = ReadFrom(path, position.LastLineOffset);
        int read = (int)(position.Offset - position.LastLineOffset);
        bool wasCut = read > 0 && (bytes.Length < read || Hash(bytes.AsSpan(0, read)) != position.LastLine);
        if (wasCut)
        {
            (bytes, read, position) = (ReadFrom(path, 0), 0, LogPosition.Start);
        }

        IReadOnlyList<T> values = ParseAll(path, type, bytes.AsSpan(read), position.Offset);
        return new LogReading<T>(values, position, EndsOf(bytes.AsSpan(read), position.Offset), wasCut);
    }

    /// <summary>Where a log ends now.</summary>
    public static LogPosition End(string path) => EndOf(ReadFrom(path, 0), LogPosition.Start);

    private static byte[] ReadFrom(string path, long offset)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (offset >= stream.Length)
        {
            return [];
        }

        stream.Seek(offset, SeekOrigin.Begin);
        byte[] bytes = new byte[stream.Length - offset];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> bytes) => bytes[..(bytes.LastIndexOf((byte)'\n') + 1)];

    /// <param name="bytes">From the last line before <paramref name="position"/> on.</param>
    private static LogPosition EndOf(ReadOnlySpan<byte> bytes, LogPosition position)
    {
        ReadOnlySpan<byte> lines = WholeLines(bytes);
        int last = lines.IsEmpty ? 0 : lines[..^1].LastIndexOf((byte)'\n') + 1;
        return lines.IsEmpty
            ? position
            : new LogPosition(position.LastLineOffset + lines.Length, position.LastLineOffset + last, Hash(lines[last..]));
    }

    /// <param name="bytes">From <paramref name="offset"/> on.</param>
    private static List<LogPosition> EndsOf(ReadOnlySpan<byte> bytes, long offset)
    {
        var ends = new List<LogPosition>();
        int start = 0;
        for (int length; (length = bytes[start..].IndexOf((byte)'\n')) >= 0; start += length + 1)
        {
            ends.Add(new LogPosition(offset + start + length + 1, offset + start, Hash(bytes.Slice(start, length + 1))));
        }

        return ends;
    }

    private static string Hash(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    private static List<T> ParseAll<T>(string path, JsonTypeInfo<T> type, ReadOnlySpan<byte> bytes, long offset)
    {
        var values = new List<T>();
        int start = 0;
        for (int length; (length = bytes[start..].IndexOf((byte)'\n')) >= 0; start += length + 1)
        {
            values.Add(Parse(path, type, bytes.Slice(start, length), offset + start));
        }

        return values;
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
