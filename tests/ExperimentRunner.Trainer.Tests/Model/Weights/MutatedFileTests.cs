using System.IO.Compression;
using ExperimentRunner.Trainer.Model.Weights;
using ExperimentRunner.Trainer.Tests.Model.Fixtures;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

public sealed class MutatedFileTests
{
    private const int MutationsOfEach = 1_500;

    /// <summary>Several times the fixtures, far less than any claim in a broken header.</summary>
    private const long MostAllocatedBytes = 20_000_000;

    [Theory]
    [InlineData("imagenet.pth")]
    [InlineData("imagenet.safetensors")]
    [InlineData("cifar.th")]
    [InlineData("types.pt")]
    [InlineData("types.th")]
    public void A_mutated_file_is_read_or_refused_and_nothing_else(string name)
    {
        byte[] file = Fixture.Bytes(name);
        var random = new Random(20);
        int read = 0;
        for (int i = 0; i < MutationsOfEach; i++)
        {
            read += ReadsOrRefuses(Mutated(file, random));
        }

        Assert.InRange(read, 1, MutationsOfEach - 1);
    }

    [Fact]
    public void A_mutated_pickle_in_a_sound_zip_is_read_or_refused_and_nothing_else()
    {
        using var zip = new ZipArchive(new MemoryStream(Fixture.Bytes("types.pt")));
        byte[] pickle = Content(zip.Entries.Single(entry => entry.Name == "data.pkl"));
        var storages = zip.Entries.Where(entry => entry.FullName.Contains("/data/", StringComparison.Ordinal)).ToDictionary(entry => entry.Name, Content);
        var random = new Random(21);
        int read = 0;
        for (int i = 0; i < 2 * MutationsOfEach; i++)
        {
            read += ReadsOrRefuses(PickleBuilder.Zip(Mutated(pickle, random), storages));
        }

        Assert.InRange(read, 1, (2 * MutationsOfEach) - 1);
    }

    private static int ReadsOrRefuses(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int read = 0;
        try
        {
            foreach (StoredTensor tensor in WeightFile.Parse(file).Tensors.Values.Where(tensor => tensor.Type.IsFloatingPoint()))
            {
                tensor.ToFloats();
            }

            read = 1;
        }
        catch (BadWeightsException)
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocatedBytes);
        return read;
    }

    /// <summary>Some bytes changed, or a part cut off, taken out or repeated. Half of the changes are near the start, where the headers are.</summary>
    private static byte[] Mutated(byte[] file, Random random)
    {
        int position = random.Next(random.Next(2) == 0 ? Math.Min(file.Length, 4096) : file.Length);
        int length = random.Next(Math.Min(64, file.Length - position) + 1);
        switch (random.Next(5))
        {
            case 0:
                return file[..position];
            case 1:
                return [.. file[..position], .. file[(position + length)..]];
            case 2:
                return [.. file[..(position + length)], .. file[position..]];
            default:
                byte[] changed = [.. file];
                for (int i = random.Next(1, 5); i > 0; i--)
                {
                    changed[(position + random.Next(16)) % changed.Length] = random.Next(3) == 0 ? (byte)0xff : (byte)random.Next(256);
                }

                return changed;
        }
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using Stream stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
