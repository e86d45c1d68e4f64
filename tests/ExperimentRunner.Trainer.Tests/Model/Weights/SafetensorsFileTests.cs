using System.Text;
using ExperimentRunner.Trainer.Model.Weights;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

public sealed class SafetensorsFileTests
{
    [Fact]
    public void Tensors_are_found_wherever_the_header_says()
    {
        byte[] file = File("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""", [0x80, 0x3f, 0, 0xc0, 0, 0, 0x20, 0x41]);

        IReadOnlyDictionary<string, StoredTensor> tensors = WeightFile.Parse(file).Tensors;

        Assert.Equal([1f, -2f], tensors["a"].ToFloats());
        Assert.Equal([10f], tensors["b"].ToFloats());
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "does not go with")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "does not go with")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", "does not go with")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "does not go with")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "does not go with")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "side by side")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "side by side")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "side by side")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "where its header tells of 1")]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", "of type F31")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "without dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "without dtype, shape and data_offsets")]
    [InlineData("""{"a":7}""", "without dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "can't be read")]
    [InlineData("""{"a":""", "can't be read")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "can't be read")]
    public void A_header_that_contradicts_itself_or_the_file_is_refused(string header, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadWeightsException>(() => WeightFile.Parse(File(header, new byte[8]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(100_000_001UL)]
    [InlineData(50UL)]
    public void A_length_beyond_the_file_is_refused(ulong length)
    {
        byte[] file = [.. BitConverter.GetBytes(length), .. "{}"u8];

        Assert.Contains("header of", Assert.Throws<BadWeightsException>(() => WeightFile.Parse(file)).Message, StringComparison.Ordinal);
    }

    private static byte[] File(string header, byte[] data)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)utf8.Length), .. utf8, .. data];
    }
}
