using System.Buffers.Binary;
using System.IO.Hashing;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>
/// The last bytes of a file of decoded images: pixels and manifest come before it, so a file that has it was written to its end. All
/// numbers are little-endian: magic (8 bytes), format version (4), bytes of the manifest (4), bytes of the pixels (8), XXH128 of the pixels
/// (16), XXH128 of the manifest and of the trailer up to here (16).
/// </summary>
internal readonly record struct PackedTrailer(int ManifestBytes, long PixelBytes, UInt128 PixelHash)
{
    public const int FormatVersion = 1;
    public const int Bytes = 56;

    private const int HashedBytes = 40;

    private static ReadOnlySpan<byte> Magic => "XRPIXELS"u8;

    public byte[] Write(ReadOnlySpan<byte> manifest)
    {
        byte[] trailer = new byte[Bytes];
        Magic.CopyTo(trailer);
        BinaryPrimitives.WriteInt32LittleEndian(trailer.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(trailer.AsSpan(12), ManifestBytes);
        BinaryPrimitives.WriteInt64LittleEndian(trailer.AsSpan(16), PixelBytes);
        BinaryPrimitives.WriteUInt128LittleEndian(trailer.AsSpan(24), PixelHash);
        BinaryPrimitives.WriteUInt128LittleEndian(trailer.AsSpan(HashedBytes), Hash(manifest, trailer));
        return trailer;
    }

    /// <exception cref="InvalidDataException">This is not the end of a whole file.</exception>
    public static PackedTrailer Read(ReadOnlySpan<byte> trailer, long fileBytes)
    {
        if (!trailer.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(trailer[8..]) != FormatVersion)
        {
            throw new InvalidDataException("it does not end as it should");
        }

        var read = new PackedTrailer(
            BinaryPrimitives.ReadInt32LittleEndian(trailer[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(trailer[16..]),
            BinaryPrimitives.ReadUInt128LittleEndian(trailer[24..]));
        bool isWhole = read.ManifestBytes >= 0 && read.PixelBytes > 0 && read.PixelBytes == fileBytes - Bytes - read.ManifestBytes;
        return isWhole ? read : throw new InvalidDataException($"{fileBytes} bytes are not its length");
    }

    /// <exception cref="InvalidDataException">Manifest or trailer are not as they were written.</exception>
    public static void Check(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> trailer)
    {
        if (BinaryPrimitives.ReadUInt128LittleEndian(trailer[HashedBytes..]) != Hash(manifest, trailer))
        {
            throw new InvalidDataException("the checksum of its manifest is wrong");
        }
    }

    private static UInt128 Hash(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> trailer)
    {
        var hash = new XxHash128();
        hash.Append(manifest);
        hash.Append(trailer[..HashedBytes]);
        return hash.GetCurrentHashAsUInt128();
    }
}
