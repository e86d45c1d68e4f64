using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>A file of decoded images: pixels of shape [images, size, size, 3], manifest as JSON, <see cref="PackedTrailer"/>.</summary>
internal static class PackedFile
{
    /// <summary>
    /// Puts a file in its place once it is whole and on the disk; one that others have mapped lives on for them. Only one may write at a time.
    /// </summary>
    /// <param name="write">Writes all images at their places and gives the manifest.</param>
    /// <param name="beat">Called as the pixels are read back.</param>
    /// <exception cref="IOException">The disk is full, say; what was at <paramref name="path"/> is still there.</exception>
    public static void Write(string path, long pixelBytes, Func<SafeFileHandle, PackedManifest> write, Action beat, CancellationToken cancellationToken)
    {
        string temporary = $"{path}.tmp";
        try
        {
            // Its room is taken at once: a disk that is too small is known before hours of decoding.
            using (SafeFileHandle file = File.OpenHandle(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.None, pixelBytes))
            {
                RandomAccess.SetLength(file, pixelBytes);
                byte[] manifest = JsonSerializer.SerializeToUtf8Bytes(write(file), PackedJson.Default.PackedManifest);
                var trailer = new PackedTrailer(manifest.Length, pixelBytes, PixelHash.Of(file, pixelBytes, beat, cancellationToken));
                RandomAccess.Write(file, manifest, pixelBytes);
                RandomAccess.Write(file, trailer.Write(manifest), pixelBytes + manifest.Length);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Maps the pixels of a whole file.</summary>
    /// <param name="beat">Called as the pixels are read.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="InvalidDataException">It is torn or was changed; the message says how.</exception>
    public static (PackedManifest Manifest, MappedPixels Pixels)? Open(string path, Action beat, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            PackedTrailer trailer = ReadEnd(file, out PackedManifest manifest);
            if (PixelHash.Of(file.SafeFileHandle, trailer.PixelBytes, beat, cancellationToken) != trailer.PixelHash)
            {
                throw new InvalidDataException("the checksum of its pixels is wrong");
            }

            return (manifest, new MappedPixels(file, trailer.PixelBytes));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static PackedTrailer ReadEnd(FileStream file, out PackedManifest manifest)
    {
        long length = file.Length;
        if (length < PackedTrailer.Bytes)
        {
            throw new InvalidDataException($"it ends after {length} bytes");
        }

        byte[] end = new byte[PackedTrailer.Bytes];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        var trailer = PackedTrailer.Read(end, length);
        byte[] json = new byte[trailer.ManifestBytes];
        file.Seek(trailer.PixelBytes, SeekOrigin.Begin);
        file.ReadExactly(json);
        PackedTrailer.Check(json, end);
        manifest = JsonSerializer.Deserialize(json, PackedJson.Default.PackedManifest) ?? throw new InvalidDataException("its manifest is null");
        return trailer;
    }
}
