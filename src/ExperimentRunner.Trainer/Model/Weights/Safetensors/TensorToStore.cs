namespace ExperimentRunner.Trainer.Model.Weights.Safetensors;

/// <summary>A tensor on its way into a file; its bytes are asked for when their turn comes.</summary>
/// <param name="Type">As the format names it: <c>F32</c>, <c>I64</c>, <c>U8</c>.</param>
/// <param name="Bytes">Length of what <paramref name="Write"/> writes.</param>
/// <param name="Write">Writes the elements in the order of the shape, little-endian.</param>
internal sealed record TensorToStore(string Name, string Type, IReadOnlyList<long> Shape, long Bytes, Action<Stream> Write);
