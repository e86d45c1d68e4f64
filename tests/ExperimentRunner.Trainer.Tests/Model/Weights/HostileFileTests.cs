using System.IO.Compression;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Model.Weights;
using ExperimentRunner.Trainer.Model.Weights.Pickle;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

public sealed class HostileFileTests
{
    private static readonly byte[] FourFloats = new byte[16];

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "exec")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v3")]
    [InlineData("torchvision.models.resnet", "ResNet")]
    [InlineData("numpy.core.multiarray", "scalar")]
    public void Code_is_refused_by_name_and_not_run(string module, string name)
    {
        using var folder = new TemporaryFolder();
        byte[] file = new PickleBuilder().Global(module, name).Text($"touch {folder["owned"]}").Raw(0x85).Op("R").Zip([]);

        string message = Refusal(file);

        Assert.Contains($"holds the Python object {module}.{name}, which is refused", message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["owned"]));
    }

    [Fact]
    public void Code_named_by_strings_is_refused_too() =>
        Assert.Contains("os.system", Refusal(new PickleBuilder().Text("os").Text("system").Raw(0x93).Zip([])), StringComparison.Ordinal);

    [Fact]
    public void A_name_cannot_write_on_the_terminal() =>
        Assert.Contains(@"x.\u001b[31m", Refusal(new PickleBuilder().Global("x", "\u001b[31m").Zip([])), StringComparison.Ordinal);

    [Theory]
    [InlineData("(cos\nsystem\no", "os.system")] // OBJ
    [InlineData("(ios\nsystem\n", "opcode 0x69")] // INST
    [InlineData("cos\nsystem\n)\u0081", "os.system")] // NEWOBJ
    [InlineData("ccollections\nOrderedDict\n)\u0081", "opcode 0x81")]
    [InlineData("\u0082\u0001", "opcode 0x82")] // EXT1
    [InlineData("P0\n", "opcode 0x50")] // PERSID
    [InlineData("ctorch\nFloatStorage\n)R", "calls torch.FloatStorage")]
    [InlineData("ccollections\nOrderedDict\nK\u0001\u0085R", "calls collections.OrderedDict")]
    [InlineData("K\u0001)R", "calls what is no known function")]
    [InlineData("K\u0001}b", "changes what is no container")]
    [InlineData("K\u0001Q", "names a storage")]
    [InlineData("}]K\u0001s", "keys are neither text nor numbers")]
    [InlineData("}(K\u0001u", "a key that has no value")]
    [InlineData("t", "mark that is not there")]
    [InlineData("0", "empty pickle stack")]
    [InlineData("(R", "empty pickle stack")]
    [InlineData("h\u0007", "memo entry 7")]
    [InlineData("]", "no dict of tensors")]
    [InlineData("\u0080\u0009", "protocol 9")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff", "ends in the middle")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "ends in the middle")]
    [InlineData("X\u0001\u0000\u0000\u0000\u00ff", "not UTF-8")]
    public void What_is_no_pickle_of_weights_is_named(string opcodes, string expected) =>
        Assert.Contains(expected, Refusal(new PickleBuilder().Op(opcodes).Zip([])), StringComparison.Ordinal);

    [Fact]
    public void A_memo_of_millions_is_refused() =>
        Assert.Contains("memo entries", Refusal(new PickleBuilder().Op("N").Many(200_001, "\u0094").Zip([])), StringComparison.Ordinal);

    [Fact]
    public void A_memo_entry_with_a_huge_number_takes_no_memory() =>
        Assert.Contains("memo entries", Refusal(new PickleBuilder().Op("Nr").UInt32(uint.MaxValue).Zip([])), StringComparison.Ordinal);

    [Fact]
    public void Lists_of_lists_that_would_unfold_without_end_are_never_unfolded()
    {
        // Each list holds the one before it ten times: 10^50 when written out.
        var pickle = new PickleBuilder().Op("]q").Raw(0).Op("0");
        for (byte level = 0; level < 50; level++)
        {
            pickle.Op("](").Many(10, $"h{(char)level}").Op("eq").Raw((byte)(level + 1)).Op("0");
        }

        Assert.Contains("holds no tensors", Refusal(pickle.Op("}").Text("x").Op("h2s").Zip([])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dict_that_holds_itself_ends() =>
        Assert.Contains("holds no tensors", Refusal(new PickleBuilder().Op("}q\0").Text("state_dict").Op("h\0s").Zip([])), StringComparison.Ordinal);

    [Fact]
    public void Numbers_as_keys_are_read_past() =>
        Assert.Equal(["w"], WeightFile.Parse(new PickleBuilder().Tensor(4, 0, [4], [1]).Op("K\u0007Ns").Zip(FourFloats)).Tensors.Keys);

    [Fact]
    public void Depth_the_stack_and_the_number_of_opcodes_are_bounded()
    {
        Assert.Contains("levels of depth", Refusal(new PickleBuilder().Many(2_000, "(").Zip([])), StringComparison.Ordinal);
        Assert.Contains("values on its stack", Refusal(new PickleBuilder().Op("N").Many(200_000, "2").Zip([])), StringComparison.Ordinal);
        Assert.Contains("opcodes", Refusal(new PickleBuilder().Many(1_100_000, "N0").Zip([])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, -1, new long[] { 2 }, new long[] { 1 }, "offset")]
    [InlineData(4, 3, new long[] { 2 }, new long[] { 1 }, "reaches beyond")]
    [InlineData(4, 4, new long[] { 1 }, new long[] { 1 }, "reaches beyond")]
    [InlineData(4, 0, new long[] { 2 }, new long[] { -1 }, "offset")]
    [InlineData(4, 0, new long[] { -2 }, new long[] { 1 }, "more elements")]
    [InlineData(4, 0, new long[] { 5 }, new long[] { 1 }, "more elements")]
    [InlineData(4, 0, new long[] { 1L << 40 }, new long[] { 0 }, "more elements")]
    [InlineData(4, 0, new long[] { 1L << 40, 1L << 40 }, new long[] { 0, 0 }, "more elements")]
    [InlineData(4, 0, new long[] { 2, 2 }, new long[] { long.MaxValue, 1 }, "reaches beyond")]
    [InlineData(4, 0, new long[] { 2, 2 }, new long[] { 1 }, "strides")]
    [InlineData(4, long.MaxValue, new long[] { 1 }, new long[] { 1 }, "reaches beyond")]
    [InlineData(1L << 60, 0, new long[] { 1L << 50 }, new long[] { 1 }, "more elements")]
    public void A_tensor_outside_of_its_storage_is_refused(long claimed, long offset, long[] shape, long[] strides, string expected)
    {
        string message = Refusal(new PickleBuilder().Tensor(claimed, offset, shape, strides).Zip(FourFloats));

        Assert.Contains("has the tensor w, which", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_pickle_with_honest_numbers_is_read() =>
        Assert.Equal([0f, 0, 0, 0], WeightFile.Parse(new PickleBuilder().Tensor(4, 0, [2, 2], [2, 1]).Zip(FourFloats)).Tensors["w"].ToFloats());

    [Fact]
    public void An_empty_tensor_is_no_fault() =>
        Assert.Empty(WeightFile.Parse(new PickleBuilder().Tensor(0, 0, [0, 3], [3, 1]).Zip([])).Tensors["w"].ToFloats());

    [Fact]
    public void A_storage_that_is_not_in_the_file_is_named() =>
        Assert.Contains("lacks the storage 0 of w", Refusal(PickleBuilder.Zip(new PickleBuilder().Tensor(4, 0, [4], [1]).Bytes(), [])), StringComparison.Ordinal);

    [Fact]
    public void A_compressed_zip_is_refused_before_it_is_unpacked()
    {
        byte[] bomb = PickleBuilder.Zip(new PickleBuilder().Tensor(1 << 24, 0, [1 << 24], [1]).Bytes(), new() { ["0"] = new byte[1 << 26] }, CompressionLevel.SmallestSize);

        Assert.Contains("compressed", Refusal(bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_of_a_legacy_file_are_checked_against_its_length()
    {
        byte[] head = [.. TorchLegacyFile.Magic, (byte)'.', .. new PickleBuilder().Op("M\u00e9\u0003").Bytes(), .. new PickleBuilder().Op("}").Bytes()];
        byte[] keys = new PickleBuilder().Op("](").Text("0").Op("e").Bytes();
        byte[] File(long claimed, byte[] end) => [.. head, .. new PickleBuilder().Tensor(claimed, 0, [4], [1]).Bytes(), .. keys, .. end];

        Assert.Equal([0f, 0, 0, 0], WeightFile.Parse(File(4, [.. BitConverter.GetBytes(4L), .. FourFloats])).Tensors["w"].ToFloats());
        Assert.Contains("elements for the storage 0", Refusal(File(1L << 61, [.. BitConverter.GetBytes(1L << 61), .. FourFloats])), StringComparison.Ordinal);
        Assert.Contains("elements for the storage 0", Refusal(File(4, [.. BitConverter.GetBytes(-1L), .. FourFloats])), StringComparison.Ordinal);
        Assert.Contains("ends in the middle", Refusal(File(4, [.. BitConverter.GetBytes(4L), 1, 2, 3, 4])), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<BadWeightsException>(() => WeightFile.Parse(file)).Message;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 256_000_000 + (4L * file.Length), $"{allocated} bytes were allocated for a file of {file.Length}.");
        return message;
    }
}
