namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>Says which tensor is wrong.</summary>
internal static class NamedTensor
{
    /// <exception cref="BadWeightsException">The tensor is not one on these bytes.</exception>
    public static StoredTensor Of(string name, TensorView view, ReadOnlyMemory<byte> storage)
    {
        try
        {
            return view.On(storage);
        }
        catch (BadWeightsException exception)
        {
            throw new BadWeightsException($"has the tensor {ShownName.Of(name)}, which {exception.Message}", exception);
        }
    }
}
