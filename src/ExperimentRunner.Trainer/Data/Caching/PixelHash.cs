using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>
/// XXH128 of the beginning of a file. It is there against disks and crashes, not against people, and costs little more than reading the
/// pixels once, which a run does anyway.
/// </summary>
internal static class PixelHash
{
    private const int Piece = 1 << 20;

    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public static UInt128 Of(SafeFileHandle file, long length, Action beat, CancellationToken cancellationToken)
    {
        var hash = new XxHash128();
        byte[] piece = new byte[Piece];
        for (long offset = 0; offset < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = RandomAccess.Read(file, piece.AsSpan(0, (int)Math.Min(Piece, length - offset)), offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file ends at byte {offset} of {length}.");
            }

            hash.Append(piece.AsSpan(0, read));
            offset += read;
            beat();
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
