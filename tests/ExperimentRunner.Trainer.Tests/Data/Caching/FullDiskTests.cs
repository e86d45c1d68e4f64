using ExperimentRunner.Trainer.Data;

namespace ExperimentRunner.Trainer.Tests.Data.Caching;

public sealed class FullDiskTests
{
    /// <summary>The two training images take 24 KiB; with less than that the room is refused at once, with a little more the manifest finds none.</summary>
    [SkippableTheory]
    [InlineData(8)]
    [InlineData(24)]
    public async Task A_disk_that_is_full_costs_the_cache_and_not_the_images(int kibibytes)
    {
        using var folder = new CachedFolder();
        using Dataset expected = folder.Read(size: 64);
        await using SmallDisk disk = await SmallDisk.MountAsync(kibibytes);
        folder.Cache = disk.Path;

        using Dataset data = folder.Read(size: 64);

        Assert.All(data.Warnings, warning => Assert.StartsWith($"The cache of decoded images {disk.Path} can't be used: ", warning, StringComparison.Ordinal));
        Assert.NotEmpty(data.Warnings);
        Assert.EndsWith(CachedFolder.Text(expected), CachedFolder.Text(data), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(disk.Path), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }
}
