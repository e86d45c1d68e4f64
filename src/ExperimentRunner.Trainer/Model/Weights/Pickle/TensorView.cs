namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>A tensor as a pickle describes it, not checked yet. Offset and strides count elements.</summary>
internal sealed record TensorView(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <exception cref="BadWeightsException">The view is not one on these bytes.</exception>
    public StoredTensor On(ReadOnlyMemory<byte> storage) => new(Storage.Type, storage, Offset, Shape, Strides);
}
