using System.Text.Json;

namespace ExperimentRunner.Trainer.Model.Weights.Safetensors;

/// <summary>A tensor as the header describes it.</summary>
/// <param name="Begin">First byte, from the end of the header.</param>
/// <param name="End">Behind the last byte; exactly as far as type and shape need.</param>
internal sealed record SafetensorsEntry(ElementType Type, long[] Shape, long Begin, long End)
{
    /// <exception cref="BadWeightsException">It contradicts itself.</exception>
    public static SafetensorsEntry Of(string name, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("dtype", out JsonElement dtype) && dtype.ValueKind == JsonValueKind.String
            && json.TryGetProperty("shape", out JsonElement shape) && Longs(shape) is { Length: <= TensorShape.MostDimensions } sizes
            && json.TryGetProperty("data_offsets", out JsonElement offsets) && Longs(offsets) is [var begin, var end])
        {
            ElementType type = ElementTypes.OfSafetensors(dtype.GetString())
                ?? throw new BadWeightsException($"has {ShownName.Of(name)} of type {ShownName.Of(dtype.GetString()!)}, which is not known here");
            if (begin >= 0 && end >= begin && TensorShape.Elements(sizes) is { } elements && elements <= int.MaxValue && elements * type.Bytes() == end - begin)
            {
                return new SafetensorsEntry(type, sizes, begin, end);
            }

            throw new BadWeightsException($"has {ShownName.Of(name)} at bytes {begin} to {end}, which does not go with {type} {TensorShape.Text(sizes)}");
        }

        throw new BadWeightsException($"has {ShownName.Of(name)} without dtype, shape and data_offsets");
    }

    /// <param name="data">All tensors; this one's bytes are within.</param>
    public StoredTensor On(ReadOnlyMemory<byte> data) => new(Type, data[(int)Begin..(int)End], offset: 0, Shape, TensorShape.ContiguousStrides(Shape));

    private static long[]? Longs(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var numbers = new List<long>();
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
