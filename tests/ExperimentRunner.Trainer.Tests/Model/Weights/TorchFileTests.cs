using ExperimentRunner.Trainer.Model.Weights;
using ExperimentRunner.Trainer.Tests.Model.Fixtures;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

public sealed class TorchFileTests
{
    public static TheoryData<string> Formats => ["types.pt", "types.th"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_floating_type_is_read_as_fp32(string file)
    {
        IReadOnlyDictionary<string, StoredTensor> tensors = WeightFile.Read(Fixture.Path(file)).Tensors;

        Assert.Equal([1.5f, -2.25f, 3, 0.125f], tensors["float64"].ToFloats());
        Assert.Equal([1.5f, -2.25f, 65504], tensors["float16"].ToFloats());
        float[] bfloat16 = tensors["bfloat16"].ToFloats();
        Assert.Equal([1.5f, -2.25f], bfloat16[..2]);
        Assert.Equal(3e38f, bfloat16[2], 1e36f);
        Assert.Equal([4f, 5f], tensors["parameter"].ToFloats());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Views_are_read_in_the_order_of_their_shape(string file)
    {
        IReadOnlyDictionary<string, StoredTensor> tensors = WeightFile.Read(Fixture.Path(file)).Tensors;

        Assert.Equal([3L, 2], tensors["transposed"].Shape);
        Assert.Equal([0f, 3, 1, 4, 2, 5], tensors["transposed"].ToFloats());
        Assert.Equal([3f, 5], tensors["part"].ToFloats());
        Assert.Equal([.. Enumerable.Range(0, 24).Select(i => (float)i)], tensors["channels_last"].ToFloats());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Counters_are_whole_numbers_and_no_weights(string file)
    {
        IReadOnlyDictionary<string, StoredTensor> tensors = WeightFile.Read(Fixture.Path(file)).Tensors;

        Assert.Empty(tensors["int64"].Shape);
        Assert.Equal([41L], tensors["int64"].ToLongs());
        Assert.Throws<BadWeightsException>(() => tensors["int64"].ToFloats());
        Assert.Throws<BadWeightsException>(() => tensors["bytes"].ToFloats());
        Assert.Throws<BadWeightsException>(() => tensors["float64"].ToLongs());
    }

    [Fact]
    public void The_same_weights_in_all_formats_are_the_same_tensors()
    {
        IReadOnlyDictionary<string, StoredTensor> zip = WeightFile.Read(Fixture.Path("imagenet.pth")).Tensors;
        IReadOnlyDictionary<string, StoredTensor> safetensors = WeightFile.Read(Fixture.Path("imagenet.safetensors")).Tensors;

        Assert.Equal(122, zip.Count);
        Assert.Equal(zip.Keys.Order(StringComparer.Ordinal), safetensors.Keys.Order(StringComparer.Ordinal));
        foreach (string name in zip.Keys.Where(name => zip[name].Type.IsFloatingPoint()))
        {
            Assert.Equal(zip[name].Shape, safetensors[name].Shape);
            Assert.Equal(zip[name].ToFloats(), safetensors[name].ToFloats());
        }
    }

    [Fact]
    public void Prefixes_and_wrappers_of_training_scripts_are_taken_off()
    {
        IReadOnlyDictionary<string, StoredTensor> tensors = WeightFile.Read(Fixture.Path("cifar.th")).Tensors;

        Assert.Equal(122, tensors.Count);
        Assert.Contains("layer1.0.conv1.weight", tensors.Keys);
    }

    [Fact]
    public void A_file_is_known_by_what_it_holds_and_not_by_its_name()
    {
        Assert.Contains("is neither safetensors nor what torch.save writes", Assert.Throws<BadWeightsException>(() => WeightFile.Parse("hello, world"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Throws<BadWeightsException>(() => WeightFile.Parse([]));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        string message = Assert.Throws<BadWeightsException>(() => WeightFile.Read("/nowhere/w.pth")).Message;

        Assert.Equal("/nowhere/w.pth is not there.", message);
    }
}
