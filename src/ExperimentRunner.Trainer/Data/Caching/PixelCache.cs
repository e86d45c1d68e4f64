using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>
/// The decoded images of one source folder, kept in a file for all runs that need the same. Files are replaced whole and never deleted:
/// whose they are nobody knows.
/// </summary>
/// <param name="warn">Gets what a user should know.</param>
internal sealed class PixelCache(SourceFolder source, int size, DecodeSettings settings, Action<string> warn)
{
    private readonly FolderDecoding decoding = new(source, size, settings);
    private readonly string key = CacheKey.Of(source, size);

    /// <summary>From the file if it is there, else decoded into it; into memory if there is no folder for it.</summary>
    /// <exception cref="BadDataException">There are more images than memory can hold, and the cache can't be written.</exception>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public DecodedFolder Read(CancellationToken cancellationToken)
    {
        if (settings.CacheFolder is null)
        {
            return IntoMemory(cancellationToken);
        }

        try
        {
            string path = Path.Combine(settings.CacheFolder, FileName());
            return TryOpen(path, cancellationToken) ?? Build(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn($"The cache of decoded images {settings.CacheFolder} can't be used: {exception.Message} Images are decoded into memory, again in each run. Name a folder that can be written with --cache.");
            return IntoMemory(cancellationToken);
        }
    }

    /// <summary>Begins with what a person can tell it by.</summary>
    private string FileName()
    {
        string folder = Path.GetFullPath(source.Path);
        string name = $"{Path.GetFileName(Path.GetDirectoryName(folder))}-{Path.GetFileName(folder)}";
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{size}px-{key.AsSpan(0, 16)}.pixels");
    }

    private DecodedFolder Build(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.CacheFolder!);
        using FileStream held = CacheLock.Take($"{path}.lock", () => settings.Tell($"waits for another trainer that decodes {source.Path}"), settings.Beat, cancellationToken);
        if (TryOpen(path, cancellationToken) is { } builtMeanwhile)
        {
            return builtMeanwhile;
        }

        PackedFile.Write(path, (long)source.Images.Count * decoding.BytesPerImage, file => DecodeInto(file, cancellationToken), settings.Beat, cancellationToken);
        settings.Tell(string.Create(CultureInfo.InvariantCulture, $"decoded {source.Images.Count:N0} images of {source.Path} into {path}"));
        return TryOpen(path, cancellationToken) ?? throw new IOException($"{path} is not as it was written.");
    }

    private PackedManifest DecodeInto(SafeFileHandle file, CancellationToken cancellationToken) => new()
    {
        Version = PackedTrailer.FormatVersion,
        Key = key,
        Size = size,
        Images = source.Images.Count,
        Classes = source.Classes,
        Broken = decoding.Run((place, pixels) => RandomAccess.Write(file, pixels, (long)place * decoding.BytesPerImage), cancellationToken),
    };

    /// <summary>Null if there is no file, or it can't be used, which is told.</summary>
    private DecodedFolder? TryOpen(string path, CancellationToken cancellationToken)
    {
        try
        {
            return PackedFile.Open(path, settings.Beat, cancellationToken) is var (manifest, pixels) ? Fit(manifest, pixels) : null;
        }
        catch (InvalidDataException exception)
        {
            warn($"{path}: {exception.Message}. The images are decoded anew.");
            return null;
        }
    }

    private DecodedFolder? Fit(PackedManifest manifest, MappedPixels pixels)
    {
        if (manifest.Key != key || pixels.Length != (long)source.Images.Count * decoding.BytesPerImage)
        {
            pixels.Dispose();
            throw new InvalidDataException("it holds other images than its name says");
        }

        // One that could not be read for another reason than its bytes, such as its permissions.
        byte[] tried = new byte[decoding.BytesPerImage];
        if (manifest.Broken.Any(place => decoding.TryDecode(place, tried)))
        {
            pixels.Dispose();
            return null;
        }

        return new DecodedFolder(pixels, manifest.Broken);
    }

    private DecodedFolder IntoMemory(CancellationToken cancellationToken)
    {
        byte[] pixels = ImageSet.Allocate(source.Images.Count, size);
        int[] broken = decoding.Run((place, image) => image.CopyTo(pixels.AsSpan(place * decoding.BytesPerImage)), cancellationToken);
        return new DecodedFolder(new ArrayPixels(pixels), broken);
    }
}
