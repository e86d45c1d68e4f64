using System.Security.Cryptography;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>The last bytes of a checkpoint: the SHA-256 of all bytes before them.</summary>
internal static class CheckpointHash
{
    /// <exception cref="InvalidDataException">The file is torn or was changed.</exception>
    public static void Check(string path)
    {
        using FileStream file = File.OpenRead(path);
        long left = file.Length - SHA256.HashSizeInBytes;
        if (left <= 0)
        {
            throw new InvalidDataException($"it ends after {file.Length} bytes");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[1 << 20];
        while (left > 0)
        {
            int read = file.ReadAtLeast(piece.AsSpan(0, (int)Math.Min(piece.Length, left)), 1);
            hash.AppendData(piece, 0, read);
            left -= read;
        }

        byte[] written = new byte[SHA256.HashSizeInBytes];
        file.ReadExactly(written);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(written))
        {
            throw new InvalidDataException("its checksum is wrong: it is torn or was changed");
        }
    }
}
