namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>Finds the weights in what a pickle holds.</summary>
internal static class StateDict
{
    /// <summary>Where training scripts keep the weights among other things.</summary>
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model"];

    private const int MostWrappers = 3;

    /// <summary>The tensors of the innermost wrapper; what is no tensor is left out.</summary>
    /// <exception cref="BadWeightsException">There is none.</exception>
    public static IReadOnlyDictionary<string, TensorView> Find(PickleValue value)
    {
        PickleValue.Map map = value as PickleValue.Map ?? throw new BadWeightsException("holds no dict of tensors");
        for (int depth = 0; depth < MostWrappers && Wrappers.Select(name => map.Items.GetValueOrDefault(name)).OfType<PickleValue.Map>().FirstOrDefault() is { } inner; depth++)
        {
            map = inner;
        }

        var tensors = new Dictionary<string, TensorView>(StringComparer.Ordinal);
        foreach ((string name, PickleValue item) in map.Items)
        {
            if (item is PickleValue.Tensor tensor)
            {
                tensors.Add(name, tensor.Value);
            }
        }

        return tensors.Count > 0
            ? tensors
            : throw new BadWeightsException($"holds no tensors by name, neither at its top nor under {string.Join(", ", Wrappers)}; its keys are {ShownName.List(map.Items.Keys)}");
    }
}
