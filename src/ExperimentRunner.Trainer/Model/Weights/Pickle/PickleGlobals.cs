namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>The names of Python code that a pickle of weights may hold, and what stands for calling them. Every other name is refused.</summary>
internal static class PickleGlobals
{
    private const string OrderedDict = "collections.OrderedDict";
    private const string RebuildTensor = "torch._utils._rebuild_tensor";
    private const string RebuildTensorV2 = "torch._utils._rebuild_tensor_v2";
    private const string RebuildParameter = "torch._utils._rebuild_parameter";

    /// <exception cref="BadWeightsException">It is none of those that weights need.</exception>
    public static PickleValue.Global Find(string module, string name)
    {
        string full = $"{module}.{name}";
        return full is OrderedDict or RebuildTensor or RebuildTensorV2 or RebuildParameter || ElementTypes.OfTorchStorage(full) is not null
            ? new PickleValue.Global(full)
            : throw new BadWeightsException(
                $"holds the Python object {ShownName.Of(full)}, which is refused: only tensors and plain containers, numbers and strings are read, and no code is run. " +
                "Save the weights alone, by torch.save(model.state_dict(), FILE) or as .safetensors");
    }

    /// <exception cref="BadWeightsException">The arguments are not those that PyTorch writes.</exception>
    public static PickleValue Call(PickleValue.Global function, IReadOnlyList<PickleValue> arguments) => (function.Name, arguments) switch
    {
        (OrderedDict, []) => new PickleValue.Map([]),
        (OrderedDict, [PickleValue.Sequence pairs]) => MapOf(pairs.Items),
        (RebuildTensorV2, [PickleValue.Storage storage, PickleValue.Whole offset, PickleValue.Row shape, PickleValue.Row strides, ..]) => Tensor(storage, offset, shape, strides),
        (RebuildTensor, [PickleValue.Storage storage, PickleValue.Whole offset, PickleValue.Row shape, PickleValue.Row strides]) => Tensor(storage, offset, shape, strides),
        (RebuildParameter, [PickleValue.Tensor tensor, ..]) => tensor,
        _ => throw new BadWeightsException($"calls {function.Name} with arguments that PyTorch does not write"),
    };

    private static PickleValue.Map MapOf(IReadOnlyList<PickleValue> pairs)
    {
        var map = new PickleValue.Map([]);
        foreach (PickleValue pair in pairs)
        {
            if (pair is not (PickleValue.Sequence { Items: [PickleValue.Text, _] } or PickleValue.Row { Items: [PickleValue.Text, _] }))
            {
                throw new BadWeightsException($"calls {OrderedDict} with arguments that PyTorch does not write");
            }

            IReadOnlyList<PickleValue> items = pair is PickleValue.Row row ? row.Items : ((PickleValue.Sequence)pair).Items;
            map.Items[((PickleValue.Text)items[0]).Value] = items[1];
        }

        return map;
    }

    private static PickleValue.Tensor Tensor(PickleValue.Storage storage, PickleValue.Whole offset, PickleValue.Row shape, PickleValue.Row strides) =>
        new(new TensorView(storage.Value, Long(offset), [.. shape.Items.Select(Long)], [.. strides.Items.Select(Long)]));

    private static long Long(PickleValue value) => value is PickleValue.Whole { Number: var number } && number >= long.MinValue && number <= long.MaxValue
        ? (long)number
        : throw new BadWeightsException("has a tensor whose sizes are no int64 numbers");
}
