using System.Runtime.ExceptionServices;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>Decodes all images of a folder, on several threads.</summary>
internal sealed class FolderDecoding(SourceFolder source, int size, DecodeSettings settings)
{
    public int BytesPerImage => size * size * ImageSet.Channels;

    /// <returns>Rising places of images that can't be decoded; nothing was written for them.</returns>
    /// <exception cref="IOException">From <paramref name="write"/>.</exception>
    public int[] Run(PixelWriter write, CancellationToken cancellationToken)
    {
        bool[] isBroken = new bool[source.Images.Count];
        var progress = new DecodingProgress(source.Images.Count, settings);
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellationToken };
        try
        {
            System.Threading.Tasks.Parallel.For(0, source.Images.Count, options, () => new byte[BytesPerImage], Decode, _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return [.. Enumerable.Range(0, isBroken.Length).Where(place => isBroken[place])];

        byte[] Decode(int place, ParallelLoopState state, byte[] pixels)
        {
            isBroken[place] = !TryDecode(place, pixels);
            if (!isBroken[place])
            {
                write(place, pixels);
            }

            progress.Count();
            return pixels;
        }
    }

    /// <summary>Decodes one image.</summary>
    public bool TryDecode(int place, byte[] pixels) => ImageDecoder.TryDecode(source.PathOf(source.Images[place]), size, pixels);
}
