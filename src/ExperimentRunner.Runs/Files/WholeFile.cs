using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ExperimentRunner.Runs.Files;

/// <summary>Files that are there whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Writes to a temporary file beside the target, flushes it to the disk and renames it over the target.</summary>
    /// <exception cref="IOException">The folder is missing, or the disk is full; the target is as it was.</exception>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc cref="Write"/>
    public static void WriteBytes(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <inheritdoc cref="Write"/>
    public static void WriteJson<T>(string path, T value, JsonTypeInfo<T> type) => Write(path, stream => JsonSerializer.Serialize(stream, value, type));

    /// <summary>Reads a file that <see cref="WriteJson"/> wrote; null if it is not there.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message names the file and the place in it.</exception>
    public static T? ReadJson<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, type)
                ?? throw new InvalidDataException($"{path}: holds null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}({exception.LineNumber + 1}): {exception.Message}", exception);
        }
        catch (NotSupportedException exception)
        {
            // How a missing polymorphic discriminator is told.
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
