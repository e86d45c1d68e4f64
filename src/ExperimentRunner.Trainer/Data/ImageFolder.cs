using System.Collections.Concurrent;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Reads ROOT/{train,test}/CLASS/*.jpg|jpeg|png. Classes are the folders of train in ordinal order.</summary>
internal static class ImageFolder
{
    private const int MostNamedBrokenImages = 20;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <exception cref="BadDataException">A folder is missing, a class is empty, or train and test have different classes.</exception>
    public static Dataset Read(DataSpec spec, int threads, CancellationToken cancellationToken)
    {
        string root = spec.Path ?? throw new BadDataException("data.path is not set; an image_folder needs it.");
        string[] classes = Classes(Path.Combine(root, "train"));
        string[] testClasses = Classes(Path.Combine(root, "test"));
        if (!classes.SequenceEqual(testClasses))
        {
            string[] odd = [.. classes.Except(testClasses).Concat(testClasses.Except(classes))];
            throw new BadDataException($"{root}: train and test must have the same class folders; only one of them has {string.Join(", ", odd)}.");
        }

        var warnings = new List<string>();
        ImageSet train = Decode(Path.Combine(root, "train"), classes, spec.ImageSize, threads, warnings, cancellationToken);
        ImageSet test = Decode(Path.Combine(root, "test"), classes, spec.ImageSize, threads, warnings, cancellationToken);
        return new Dataset(train, test, warnings);
    }

    private static string[] Classes(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadDataException($"{folder} is not there. An image folder holds train/CLASS/*.jpg and test/CLASS/*.jpg (or png).");
        }

        string[] classes = [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        return classes.Length >= 2
            ? classes
            : throw new BadDataException($"{folder} has {classes.Length} class folder(s); a classifier needs at least 2.");
    }

    private static ImageSet Decode(
        string folder, string[] classes, int size, int threads, List<string> warnings, CancellationToken cancellationToken)
    {
        List<(string Path, int Label)> files = [.. classes.SelectMany((name, label) => Files(Path.Combine(folder, name)).Select(path => (path, label)))];
        byte[] pixels = ImageSet.Allocate(files.Count, size);
        int bytesPerImage = size * size * ImageSet.Channels;
        bool[] isDecoded = new bool[files.Count];
        var broken = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        System.Threading.Tasks.Parallel.For(0, files.Count, options, i =>
        {
            isDecoded[i] = ImageDecoder.TryDecode(files[i].Path, size, pixels.AsSpan(i * bytesPerImage, bytesPerImage));
            if (!isDecoded[i])
            {
                broken.Add(files[i].Path);
            }
        });

        AddWarning(warnings, [.. broken.Order(StringComparer.Ordinal)]);
        int[] good = [.. Enumerable.Range(0, files.Count).Where(i => isDecoded[i])];
        RefuseEmptyClasses(folder, classes, [.. good.Select(i => files[i].Label)]);
        for (int i = 0; i < good.Length; i++)
        {
            pixels.AsSpan(good[i] * bytesPerImage, bytesPerImage).CopyTo(pixels.AsSpan(i * bytesPerImage));
        }

        return new ImageSet(size, good.Length == files.Count ? pixels : pixels[..(good.Length * bytesPerImage)], [.. good.Select(i => files[i].Label)], classes);
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
        .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);

    private static void AddWarning(List<string> warnings, string[] broken)
    {
        if (broken.Length > 0)
        {
            string more = broken.Length > MostNamedBrokenImages ? $" and {broken.Length - MostNamedBrokenImages} more" : "";
            warnings.Add($"{broken.Length} image(s) can't be decoded and were left out: {string.Join(", ", broken.Take(MostNamedBrokenImages))}{more}.");
        }
    }

    private static void RefuseEmptyClasses(string folder, string[] classes, HashSet<int> labelsWithImages)
    {
        string[] empty = [.. classes.Where((_, label) => !labelsWithImages.Contains(label))];
        if (empty.Length > 0)
        {
            throw new BadDataException($"{folder}: no readable .jpg, .jpeg or .png in {string.Join(", ", empty)}. Add images or remove the folder from train and test.");
        }
    }
}
