using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

/// <summary>Writes pickles opcode by opcode, those too that Python would never write.</summary>
internal sealed class PickleBuilder
{
    private readonly List<byte> bytes = [];

    public PickleBuilder() => Raw(0x80, 2);

    public PickleBuilder Raw(params ReadOnlySpan<byte> opcodes)
    {
        bytes.AddRange(opcodes);
        return this;
    }

    public PickleBuilder Op(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public PickleBuilder Many(int count, string opcodes)
    {
        for (int i = 0; i < count; i++)
        {
            Op(opcodes);
        }

        return this;
    }

    public PickleBuilder Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Op("X").UInt32((uint)utf8.Length).Raw(utf8);
    }

    public PickleBuilder UInt32(uint number)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, number);
        return Raw(four);
    }

    public PickleBuilder Whole(long number)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, number);
        return Raw(0x8a, 8).Raw(eight);
    }

    public PickleBuilder Wholes(params ReadOnlySpan<long> numbers)
    {
        Op("(");
        foreach (long number in numbers)
        {
            Whole(number);
        }

        return Op("t");
    }

    public PickleBuilder Global(string module, string name) => Op($"c{module}\n{name}\n");

    /// <summary>A storage of floats under the key 0.</summary>
    public PickleBuilder Storage(long elements) =>
        Op("(").Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Whole(elements).Op("tQ");

    /// <summary>{"w": a tensor on the storage 0}.</summary>
    public PickleBuilder Tensor(long storageElements, long offset, long[] shape, long[] strides) => Op("}").Text("w")
        .Global("torch._utils", "_rebuild_tensor_v2").Op("(").Storage(storageElements).Whole(offset).Wholes(shape).Wholes(strides)
        .Raw(0x89).Global("collections", "OrderedDict").Op(")Rt").Op("R").Op("s");

    public byte[] Bytes() => [.. bytes, (byte)'.'];

    /// <summary>As torch.save writes it, with <paramref name="storage"/> under the key 0.</summary>
    public byte[] Zip(byte[] storage) => Zip(Bytes(), new() { ["0"] = storage });

    public static byte[] Zip(byte[] pickle, Dictionary<string, byte[]> storages, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "x/data.pkl", pickle, compression);
            foreach ((string key, byte[] storage) in storages)
            {
                Add(zip, $"x/data/{key}", storage, compression);
            }
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content, CompressionLevel compression)
    {
        using Stream stream = zip.CreateEntry(name, compression).Open();
        stream.Write(content);
    }
}
