using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>
/// What decoded images depend on: this program's format and decoder, the stored size, and name, size and last change of each file. The
/// folder itself may move.
/// </summary>
internal static class CacheKey
{
    /// <summary>To be raised when <see cref="ImageDecoder"/> gives other pixels for the same file.</summary>
    private const int DecoderVersion = 2;

    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(SourceFolder source, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{PackedTrailer.FormatVersion}\n{DecoderVersion}\n{size}\n{source.Classes.Count}\n{source.Images.Count}\n");
        foreach (string name in source.Classes)
        {
            Append($"{name}\0");
        }

        foreach (SourceImage image in source.Images)
        {
            Append($"{image.Name}\0{image.Bytes}\0{image.Modified}\0");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
    }
}
