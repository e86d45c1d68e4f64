using System.IO.Compression;

namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>What torch.save writes since PyTorch 1.6: an uncompressed zip with ROOT/data.pkl and a file ROOT/data/KEY for each storage.</summary>
internal static class TorchZipFile
{
    private const string PickleName = "data.pkl";

    public static ReadOnlySpan<byte> Magic => "PK\x3\x4"u8;

    /// <exception cref="BadWeightsException">It is broken, or holds what is refused.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false));
            return Read(zip, file.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new BadWeightsException($"is a zip file that can't be read: {exception.Message}", exception);
        }
    }

    private static Dictionary<string, StoredTensor> Read(ZipArchive zip, long budget)
    {
        ZipArchiveEntry pickle = zip.Entries.FirstOrDefault(entry => entry.Name == PickleName && entry.FullName.Count(character => character == '/') == 1)
            ?? throw new BadWeightsException($"is a zip file without {PickleName}, so torch.save did not write it");
        string root = pickle.FullName[..^PickleName.Length];
        RefuseBigEndian(zip, root);
        var storages = new PickleStorages();
        IReadOnlyDictionary<string, TensorView> views = StateDict.Find(new PickleReader(new PickleCursor(Bytes(pickle, ref budget)), storages).Read());
        var bytes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach ((string name, TensorView view) in views)
        {
            string key = view.Storage.Key;
            if (!bytes.TryGetValue(key, out byte[]? storage))
            {
                ZipArchiveEntry entry = zip.GetEntry($"{root}data/{key}") ?? throw new BadWeightsException($"lacks the storage {ShownName.Of(key)} of {ShownName.Of(name)}");
                storage = Bytes(entry, ref budget);
                bytes.Add(key, storage);
            }

            tensors.Add(name, NamedTensor.Of(name, view, storage));
        }

        return tensors;
    }

    private static void RefuseBigEndian(ZipArchive zip, string root)
    {
        long budget = 16;
        if (zip.GetEntry($"{root}byteorder") is { } order && !Bytes(order, ref budget).AsSpan().SequenceEqual("little"u8))
        {
            throw new BadWeightsException("was written on a big-endian machine; save it anew on a little-endian one");
        }
    }

    /// <param name="budget">Bytes that may still be read: entries that share their bytes must not add up to more than the file.</param>
    private static byte[] Bytes(ZipArchiveEntry entry, ref long budget)
    {
        budget -= entry.Length;
        if (budget < 0 || entry.CompressedLength != entry.Length)
        {
            throw new BadWeightsException($"has {ShownName.Of(entry.FullName)} compressed or larger than the file, which torch.save does not write");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
