namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>The storages that a pickle names.</summary>
internal sealed class PickleStorages
{
    private readonly Dictionary<string, TorchStorage> byKey = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TorchStorage> ByKey => byKey;

    /// <summary>
    /// Takes PyTorch's persistent id, ('storage', torch.FloatStorage, key, device, elements), which old versions end with None.
    /// The device is left out: weights are read to the host.
    /// </summary>
    /// <exception cref="BadWeightsException">It is none, or contradicts an earlier one.</exception>
    public PickleValue.Storage Add(PickleValue id)
    {
        if (id is not PickleValue.Row { Items: { Count: 5 or 6 } items }
            || items is not [PickleValue.Text { Value: "storage" }, PickleValue.Global type, PickleValue.Text key, PickleValue.Text, PickleValue.Whole elements, ..]
            || (items.Count == 6 && items[5] is not PickleValue.Nothing)
            || ElementTypes.OfTorchStorage(type.Name) is not { } elementType
            || elements.Number < 0
            || elements.Number > long.MaxValue)
        {
            throw new BadWeightsException("names a storage in a way that PyTorch does not");
        }

        var storage = new TorchStorage(key.Value, elementType, (long)elements.Number);
        if (byKey.TryGetValue(storage.Key, out TorchStorage? known) && known != storage)
        {
            throw new BadWeightsException($"names the storage {ShownName.Of(storage.Key)} twice, with other types or sizes");
        }

        byKey[storage.Key] = storage;
        return new PickleValue.Storage(storage);
    }
}
