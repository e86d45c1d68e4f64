using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data.Caching;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Reads ROOT/{train,test}/CLASS/*.jpg|jpeg|png. Classes are the folders of train in ordinal order.</summary>
internal static class ImageFolder
{
    private const int MostNamedBrokenImages = 20;

    /// <exception cref="BadDataException">A folder is missing, a class is empty, or train and test have different classes.</exception>
    public static Dataset Read(DataSpec spec, DecodeSettings settings, CancellationToken cancellationToken)
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
        ImageSet train = Decode(Path.Combine(root, "train"), classes, StoredSize.OfTraining(spec), settings, warnings, cancellationToken);
        ImageSet test = Decode(Path.Combine(root, "test"), classes, StoredSize.OfTest(spec), settings, warnings, cancellationToken);
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
        string folder, string[] classes, int size, DecodeSettings settings, List<string> warnings, CancellationToken cancellationToken)
    {
        var source = SourceFolder.List(folder, classes, settings.Beat);
        RefuseEmptyClasses(source, source.Images);
        DecodedFolder decoded = new PixelCache(source, size, settings, warnings.Add).Read(cancellationToken);
        AddWarning(warnings, [.. decoded.Broken.Select(place => source.PathOf(source.Images[place]))]);
        int[] good = [.. Enumerable.Range(0, source.Images.Count).Except(decoded.Broken)];
        SourceImage[] images = [.. good.Select(place => source.Images[place])];
        RefuseEmptyClasses(source, images);
        return new ImageSet(size, decoded.Pixels, decoded.Broken.Count == 0 ? null : good, [.. images.Select(image => image.Label)], classes);
    }

    private static void AddWarning(List<string> warnings, string[] broken)
    {
        if (broken.Length > 0)
        {
            string more = broken.Length > MostNamedBrokenImages ? $" and {broken.Length - MostNamedBrokenImages} more" : "";
            warnings.Add($"{broken.Length} image(s) can't be decoded and were left out: {string.Join(", ", broken.Take(MostNamedBrokenImages))}{more}.");
        }
    }

    private static void RefuseEmptyClasses(SourceFolder source, IReadOnlyList<SourceImage> images)
    {
        HashSet<int> labels = [.. images.Select(image => image.Label)];
        string[] empty = [.. source.Classes.Where((_, label) => !labels.Contains(label))];
        if (empty.Length > 0)
        {
            throw new BadDataException($"{source.Path}: no readable .jpg, .jpeg or .png in {string.Join(", ", empty)}. Add images or remove the folder from train and test.");
        }
    }
}
