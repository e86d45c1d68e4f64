using ExperimentRunner.Trainer.Data;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Tests.Data.Caching;

public sealed class PixelCacheTests : IDisposable
{
    private readonly CachedFolder folder = new();

    [Fact]
    public void Cached_images_are_those_that_are_decoded_into_memory()
    {
        using Dataset built = folder.Read();
        using Dataset found = folder.Read();
        folder.Cache = null!;
        using Dataset inMemory = folder.Read();

        Assert.Equal(CachedFolder.Text(inMemory), CachedFolder.Text(built));
        Assert.Equal(CachedFolder.Text(inMemory), CachedFolder.Text(found));
        Assert.Equal(2, folder.Decoded);
    }

    [Fact]
    public void A_later_run_opens_no_image()
    {
        using Dataset built = folder.Read();
        DateTime modified = File.GetLastWriteTimeUtc(folder.TrainImage);
        File.WriteAllBytes(folder.TrainImage, new byte[new FileInfo(folder.TrainImage).Length]);
        File.SetLastWriteTimeUtc(folder.TrainImage, modified);

        using Dataset found = folder.Read();

        Assert.Equal(CachedFolder.Text(built), CachedFolder.Text(found));
        Assert.Empty(found.Warnings);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("size")]
    [InlineData("name")]
    [InlineData("more")]
    public void A_folder_that_changed_is_decoded_anew(string change)
    {
        using Dataset before = folder.Read();

        switch (change)
        {
            case "time":
                File.SetLastWriteTimeUtc(folder.TrainImage, File.GetLastWriteTimeUtc(folder.TrainImage).AddTicks(1000));
                break;
            case "size":
                DateTime modified = File.GetLastWriteTimeUtc(folder.TrainImage);
                File.AppendAllText(folder.TrainImage, "x");
                File.SetLastWriteTimeUtc(folder.TrainImage, modified);
                break;
            case "name":
                File.Move(folder.TrainImage, Path.ChangeExtension(folder.TrainImage, ".jpeg"));
                break;
            default:
                folder.Images.Write("train", "tomato", SKColors.Red, "c.png");
                break;
        }

        using Dataset after = folder.Read();

        Assert.Equal(3, folder.Decoded);
        Assert.Empty(after.Warnings);
    }

    [Fact]
    public void Each_size_has_its_file()
    {
        using Dataset small = folder.Read(size: 8);
        using Dataset large = folder.Read(size: 10);

        Assert.Equal(4, folder.Decoded);
        Assert.Equal(8, small.Train.Size);
        Assert.Equal(10, large.Train.Size);
        Assert.Equal(4, Directory.GetFiles(folder.Cache, "*.pixels").Length);
    }

    [Fact]
    public void Images_that_are_cropped_are_kept_larger_than_the_model_sees_them()
    {
        var spec = new Runs.Specs.DataSpec { Source = Runs.Specs.DataSource.ImageFolder, Path = folder.Images.Root, ImageSize = 8, Augment = Runs.Specs.Augmentation.Crop };

        using Dataset data = DatasetLoader.Load(spec, seed: 1, threads: 1, CancellationToken.None);

        Assert.Equal(StoredSize.OfTraining(spec), data.Train.Size);
        Assert.Equal(8, data.Test.Size);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("torn")]
    [InlineData("longer")]
    [InlineData("first pixel")]
    [InlineData("manifest")]
    [InlineData("checksum")]
    public void A_damaged_file_is_told_and_made_anew(string damage)
    {
        using Dataset before = folder.Read();
        byte[] whole = File.ReadAllBytes(folder.TrainFile);
        byte[] damaged = damage switch
        {
            "empty" => [],
            "torn" => whole[..^1],
            "longer" => [.. whole, 0],
            "first pixel" => Changed(whole, 0),
            "manifest" => Changed(whole, (2 * 8 * 8 * 3) + 1),
            _ => Changed(whole, whole.Length - 1),
        };
        string file = folder.TrainFile;
        File.Delete(file);
        File.WriteAllBytes(file, damaged);

        using Dataset after = folder.Read();

        Assert.Contains("The images are decoded anew.", Assert.Single(after.Warnings.Distinct()), StringComparison.Ordinal);
        Assert.Equal(3, folder.Decoded);
        Assert.Equal(whole, File.ReadAllBytes(folder.TrainFile));
        using Dataset again = folder.Read();
        Assert.Empty(again.Warnings);
        Assert.Equal(CachedFolder.Text(before), CachedFolder.Text(again));
    }

    [Fact]
    public void Broken_images_are_named_also_when_nothing_is_decoded()
    {
        File.WriteAllText(Path.Combine(folder.Images.Root, "train", "lime", "a.jpg"), "not an image");

        using Dataset built = folder.Read();
        using Dataset found = folder.Read();

        Assert.Contains(Path.Combine("lime", "a.jpg"), Assert.Single(found.Warnings), StringComparison.Ordinal);
        Assert.Equal(built.Warnings, found.Warnings);
        Assert.Equal(2, found.Train.Count);
        Assert.Equal(CachedFolder.Text(built), CachedFolder.Text(found));
        Assert.Equal(2, folder.Decoded);
    }

    [Fact]
    public void An_image_that_could_not_be_read_is_seen_once_it_can_be()
    {
        string target = Path.Combine(folder.Images.Root, "late.png");
        string late = Path.Combine(folder.Images.Root, "train", "lime", "late.png");
        byte[] image = File.ReadAllBytes(Path.Combine(folder.Images.Root, "train", "lime", "b.png"));
        File.WriteAllBytes(target, new byte[image.Length]);
        DateTime modified = File.GetLastWriteTimeUtc(target);
        File.CreateSymbolicLink(late, target);
        using Dataset before = folder.Read();
        File.WriteAllBytes(target, image);
        File.SetLastWriteTimeUtc(target, modified);

        using Dataset after = folder.Read();

        Assert.Single(before.Warnings);
        Assert.Empty(after.Warnings);
        Assert.Equal(3, after.Train.Count);
    }

    [Fact]
    public void A_class_whose_images_are_all_broken_is_an_error_each_time()
    {
        File.WriteAllText(folder.TrainImage, "not an image");

        Assert.Throws<BadDataException>(() => folder.Read());
        var error = Assert.Throws<BadDataException>(() => folder.Read());

        Assert.Contains("tomato", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_builds_at_once_decodes_once()
    {
        Dataset[] all = new Dataset[4];

        System.Threading.Tasks.Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = all.Length }, i => all[i] = folder.Read());

        Assert.Equal(2, folder.Decoded);
        Assert.Single(all.Select(CachedFolder.Text).Distinct());
        Assert.Empty(Directory.GetFiles(folder.Cache, "*.tmp"));
        Array.ForEach(all, data => data.Dispose());
    }

    [Fact]
    public void Images_stay_while_their_file_is_made_anew()
    {
        using Dataset before = folder.Read();
        string text = CachedFolder.Text(before);
        File.Delete(folder.TrainFile);

        using Dataset after = folder.Read();

        Assert.Equal(text, CachedFolder.Text(before));
        Assert.Equal(text, CachedFolder.Text(after));
    }

    [Fact]
    public async Task Waiting_for_another_trainer_can_be_cancelled()
    {
        string held = Hold();
        using var other = new FileStream(held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var stop = new CancellationTokenSource();
        Task reading = Task.Run(() => folder.Read(cancellationToken: stop.Token));
        Assert.True(SpinWait.SpinUntil(() => folder.Lines.Any(line => line.StartsWith("waits for another trainer", StringComparison.Ordinal)), TimeSpan.FromMinutes(1)));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Empty(Directory.GetFiles(folder.Cache, "*.pixels"));
    }

    [Fact]
    public void Decoding_can_be_cancelled_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => folder.Read(cancellationToken: stop.Token));

        Assert.DoesNotContain(Directory.GetFiles(folder.Cache), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_told_and_images_are_decoded_into_memory()
    {
        using Dataset cached = folder.Read();
        folder.Cache = Path.Combine(folder.TrainFile, "below-a-file");

        using Dataset data = folder.Read();

        Assert.Equal(CachedFolder.Text(cached), CachedFolder.Text(data)[(string.Join('\n', data.Warnings).Length + 1)..]);
        Assert.Contains(folder.Cache, Assert.Single(data.Warnings.Distinct()), StringComparison.Ordinal);
        Assert.Contains("--cache", data.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_trainer_left_is_no_hindrance()
    {
        using (folder.Read())
        {
        }

        string file = folder.TrainFile;
        File.WriteAllBytes($"{file}.tmp", new byte[10_000]);
        File.Delete(file);

        using Dataset data = folder.Read();

        Assert.Empty(data.Warnings);
        Assert.False(File.Exists($"{file}.tmp"));
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 1;
        return changed;
    }

    /// <summary>The lock of the training images, of which nothing else is there yet.</summary>
    private string Hold()
    {
        using (folder.Read())
        {
        }

        string file = folder.TrainFile;
        Array.ForEach(Directory.GetFiles(folder.Cache), File.Delete);
        folder.Lines.Clear();
        return $"{file}.lock";
    }
}
