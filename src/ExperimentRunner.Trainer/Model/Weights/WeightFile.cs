using System.Security.Cryptography;
using ExperimentRunner.Trainer.Model.Weights.Pickle;
using ExperimentRunner.Trainer.Model.Weights.Safetensors;

namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>Tensors of a file in one of the formats that PyTorch users have: safetensors, PyTorch zip, PyTorch before 1.6.</summary>
internal sealed class WeightFile
{
    /// <summary>A checkpoint of ResNet152 with the state of Adam has 0.7 GB.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>What DataParallel, DDP and torch.compile put before every name.</summary>
    private static readonly string[] Prefixes = ["module.", "_orig_mod."];

    private WeightFile(IReadOnlyDictionary<string, StoredTensor> tensors, string sha256)
    {
        Tensors = tensors;
        Sha256 = sha256;
    }

    /// <summary>By name, without the prefixes that wrappers add to all of them.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>Of the whole file, in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The format is told by the content, not by the name.</summary>
    /// <exception cref="BadWeightsException">The file is not there, is broken, or holds what is refused.</exception>
    public static WeightFile Read(string path)
    {
        try
        {
            return Parse(Bytes(path));
        }
        catch (BadWeightsException exception)
        {
            throw new BadWeightsException($"{path} {exception.Message}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadWeightsException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="BadWeightsException">It is broken, or holds what is refused; the message has no name of a file.</exception>
    public static WeightFile Parse(byte[] file) => new(WithoutPrefixes(TensorsOf(file)), Convert.ToHexStringLower(SHA256.HashData(file)));

    private static byte[] Bytes(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadWeightsException("is not there");
        }

        long length = new FileInfo(path).Length;
        return length <= MostBytes
            ? File.ReadAllBytes(path)
            : throw new BadWeightsException($"has {length} bytes; files of weights up to {MostBytes} are read. Save the weights alone, without the state of an optimizer");
    }

    private static IReadOnlyDictionary<string, StoredTensor> TensorsOf(byte[] file)
    {
        if (file.AsSpan().StartsWith(TorchZipFile.Magic))
        {
            return TorchZipFile.Read(file);
        }

        if (file.AsSpan().StartsWith(TorchLegacyFile.Magic))
        {
            return TorchLegacyFile.Read(file);
        }

        return SafetensorsFile.Looks(file)
            ? SafetensorsFile.Read(file)
            : throw new BadWeightsException("is neither safetensors nor what torch.save writes");
    }

    private static IReadOnlyDictionary<string, StoredTensor> WithoutPrefixes(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        while (tensors.Count > 0 && Array.Find(Prefixes, prefix => tensors.Keys.All(name => name.StartsWith(prefix, StringComparison.Ordinal))) is { } common)
        {
            tensors = tensors.ToDictionary(tensor => tensor.Key[common.Length..], tensor => tensor.Value, StringComparer.Ordinal);
        }

        return tensors;
    }
}
