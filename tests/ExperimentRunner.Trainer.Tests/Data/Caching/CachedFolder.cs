using System.Collections.Concurrent;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Data;

namespace ExperimentRunner.Trainer.Tests.Data.Caching;

/// <summary>A folder of images with a cache beside it.</summary>
internal sealed class CachedFolder : IDisposable
{
    private readonly TemporaryFolder cache = new();
    private int beats;

    public CachedFolder() => Cache = cache["images"];

    public JpegFolder Images { get; } = JpegFolder.RedAndGreen();

    public string Cache { get; set; }

    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Signs of life so far.</summary>
    public int Beats => beats;

    /// <summary>Folders that were decoded into the cache so far.</summary>
    public int Decoded => Lines.Count(line => line.StartsWith("decoded ", StringComparison.Ordinal));

    public string TrainFile => Assert.Single(Directory.GetFiles(Cache, "*-train-*.pixels"));

    public string TrainImage => Path.Combine(Images.Root, "train", "tomato", "a.jpg");

    public Dataset Read(int size = 8, CancellationToken cancellationToken = default)
    {
        var spec = new DataSpec { Source = DataSource.ImageFolder, Path = Images.Root, ImageSize = size };
        return DatasetLoader.Load(spec, seed: 1, new DecodeSettings(Threads: 2, Cache, Lines.Enqueue, () => Interlocked.Increment(ref beats), TimeProvider.System), cancellationToken);
    }

    /// <summary>All pixels and labels, and the warnings.</summary>
    public static string Text(Dataset data) =>
        string.Join('\n', data.Warnings.Concat(new[] { data.Train, data.Test }.SelectMany(set => set.Labels.Select((label, i) => $"{set.Classes[label]} {Convert.ToHexString(set.Image(i))}"))));

    public void Dispose()
    {
        cache.Dispose();
        Images.Dispose();
    }
}
