using System.Buffers.Binary;
using System.Text.Json;

namespace ExperimentRunner.Trainer.Model.Weights.Safetensors;

/// <summary>Writes safetensors: the length of a JSON header (uint64), the header, and the tensors' bytes without a gap. Nothing is copied on the way.</summary>
internal static class SafetensorsWriter
{
    private const string MetadataKey = "__metadata__";

    /// <summary>Where the tensors begin is a multiple of this, for readers that map the file.</summary>
    private const int Alignment = 8;

    /// <param name="tensors">In the order of the file.</param>
    /// <param name="metadata">Texts beside the tensors; may be empty.</param>
    public static void Write(Stream target, IReadOnlyList<TensorToStore> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = Header(tensors, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        target.Write(length);
        target.Write(header);
        foreach (TensorToStore tensor in tensors)
        {
            tensor.Write(target);
        }
    }

    private static byte[] Header(IReadOnlyList<TensorToStore> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            long begin = 0;
            foreach (TensorToStore tensor in tensors)
            {
                WriteEntry(json, tensor, begin);
                begin += tensor.Bytes;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(MetadataKey);
        foreach ((string key, string text) in metadata)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, TensorToStore tensor, long begin)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type);
        json.WriteStartArray("shape");
        foreach (long size in tensor.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + tensor.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
