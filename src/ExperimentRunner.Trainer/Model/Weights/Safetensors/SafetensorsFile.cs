using System.Buffers.Binary;
using System.Text.Json;

namespace ExperimentRunner.Trainer.Model.Weights.Safetensors;

/// <summary>Reads safetensors: the length of a JSON header (uint64), the header, and the tensors' bytes without a gap.</summary>
internal static class SafetensorsFile
{
    /// <summary>The limit of the format's own reader.</summary>
    public const int MostHeaderBytes = 100_000_000;

    public const int LengthBytes = sizeof(ulong);

    public const string MetadataKey = "__metadata__";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The header follows directly on its length.</summary>
    public static bool Looks(ReadOnlySpan<byte> file) => file.Length > LengthBytes && file[LengthBytes] == (byte)'{';

    /// <exception cref="BadWeightsException">It is broken.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(ReadOnlyMemory<byte> file)
    {
        ulong length = file.Length < LengthBytes ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > MostHeaderBytes || length > (ulong)(file.Length - LengthBytes))
        {
            throw new BadWeightsException($"has a safetensors header of {length} bytes, more than the file or than {MostHeaderBytes}");
        }

        try
        {
            using var header = JsonDocument.Parse(file.Slice(LengthBytes, (int)length), Strict);
            return Tensors(header.RootElement, file[(LengthBytes + (int)length)..]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is what strings that are no text (lone surrogates) lead to.
            throw new BadWeightsException($"has a safetensors header that can't be read: {exception.Message}", exception);
        }
    }

    private static Dictionary<string, StoredTensor> Tensors(JsonElement header, ReadOnlyMemory<byte> data)
    {
        if (header.ValueKind != JsonValueKind.Object)
        {
            throw new BadWeightsException("has a safetensors header that is no object");
        }

        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        long end = 0;
        foreach ((string name, SafetensorsEntry entry) in Entries(header))
        {
            if (entry.Begin != end || entry.End > data.Length)
            {
                throw new BadWeightsException($"has {ShownName.Of(name)} at bytes {entry.Begin} to {entry.End} of {data.Length}; tensors must lie side by side, from 0 to the end");
            }

            end = entry.End;
            tensors.Add(name, entry.On(data));
        }

        return end == data.Length
            ? tensors
            : throw new BadWeightsException($"has {data.Length} bytes of tensors where its header tells of {end}");
    }

    private static IEnumerable<(string Name, SafetensorsEntry Entry)> Entries(JsonElement header) => header.EnumerateObject()
        .Where(property => property.Name != MetadataKey)
        .Select(property => (property.Name, SafetensorsEntry.Of(property.Name, property.Value)))
        .OrderBy(item => item.Item2.Begin).ThenBy(item => item.Item2.End);
}
