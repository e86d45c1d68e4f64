namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>
/// What torch.save wrote before PyTorch 1.6: pickles of a magic number, the protocol version, facts about the system, the object
/// and the keys of its storages, then for each key the number of elements (int64) and their bytes.
/// </summary>
internal static class TorchLegacyFile
{
    private const int ProtocolVersion = 1001;

    /// <summary>Protocol 2, then 0x1950a86a20f9469cfc6c.</summary>
    public static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <exception cref="BadWeightsException">It is broken, or holds what is refused.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(ReadOnlyMemory<byte> file)
    {
        var cursor = new PickleCursor(file);
        PickleValue Next(PickleStorages storages) => new PickleReader(cursor, storages).Read();
        Next(new PickleStorages());
        if (Next(new PickleStorages()) is not PickleValue.Whole { Number: var version } || version != ProtocolVersion)
        {
            throw new BadWeightsException($"is a PyTorch file of another protocol than {ProtocolVersion}");
        }

        RefuseBigEndian(Next(new PickleStorages()));
        var storages = new PickleStorages();
        IReadOnlyDictionary<string, TensorView> views = StateDict.Find(Next(storages));
        Dictionary<string, ReadOnlyMemory<byte>> bytes = Bytes(Next(new PickleStorages()), storages, cursor);
        return views.ToDictionary(view => view.Key, view => NamedTensor.Of(view.Key, view.Value, Find(bytes, view.Value.Storage.Key)), StringComparer.Ordinal);
    }

    private static void RefuseBigEndian(PickleValue system)
    {
        if (system is PickleValue.Map map && map.Items.GetValueOrDefault("little_endian") is PickleValue.Flag { IsOn: false })
        {
            throw new BadWeightsException("was written on a big-endian machine; save it anew on a little-endian one");
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Bytes(PickleValue keys, PickleStorages storages, PickleCursor cursor)
    {
        var bytes = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (PickleValue key in keys is PickleValue.Sequence list ? list.Items : throw new BadWeightsException("has no list of storages"))
        {
            if (key is not PickleValue.Text { Value: var name } || !storages.ByKey.TryGetValue(name, out TorchStorage? storage))
            {
                throw new BadWeightsException("lists a storage that no tensor has");
            }

            ulong elements = cursor.UInt64();
            if (elements != (ulong)storage.Elements || elements > (ulong)cursor.Left)
            {
                throw new BadWeightsException($"has {elements} elements for the storage {ShownName.Of(name)} of {storage.Elements}, and {cursor.Left} bytes left");
            }

            bytes[name] = cursor.Take(elements * (ulong)storage.Type.Bytes());
        }

        return bytes;
    }

    private static ReadOnlyMemory<byte> Find(Dictionary<string, ReadOnlyMemory<byte>> bytes, string key) =>
        bytes.TryGetValue(key, out ReadOnlyMemory<byte> found) ? found : throw new BadWeightsException($"lacks the storage {ShownName.Of(key)}");
}
