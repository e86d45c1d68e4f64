using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>How many images the runs of a sweep have: a generated source says it, an image folder is counted.</summary>
internal sealed class ImageCounts
{
    private static readonly ImageCount None = new(Train: 0, Test: 0);

    private readonly Dictionary<string, ImageCount> folders;

    private ImageCounts(Dictionary<string, ImageCount> folders) => this.folders = folders;

    /// <summary>Counts each image folder of the sweep once, by file names alone.</summary>
    /// <exception cref="IOException">A folder can't be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    public static ImageCounts Count(SweepDefinition definition, ImageFolders disk) => Count(definition.Cells.Select(cell => cell.Spec.Data), disk);

    /// <inheritdoc cref="Count(SweepDefinition, ImageFolders)"/>
    public static ImageCounts Count(IEnumerable<DataSpec> data, ImageFolders disk) => new(
        data
            .Select(set => set.Path)
            .OfType<string>()
            .Distinct()
            .Where(root => disk.Classes(root, ImageFolders.Train).Count > 0)
            .ToDictionary(root => root, root => new ImageCount(Count(disk, root, ImageFolders.Train), Count(disk, root, ImageFolders.Test))));

    /// <summary>Whether the images are generated or on this machine.</summary>
    public bool Knows(DataSpec data) => data.Source != DataSource.ImageFolder || (data.Path is not null && folders.ContainsKey(data.Path));

    /// <summary>None where the images are not on this machine.</summary>
    public ImageCount Of(DataSpec data) => (data.Source, data.Path) switch
    {
        (DataSource.ImageFolder, { } path) => folders.GetValueOrDefault(path, None),
        (DataSource.ImageFolder, null) => None,
        _ => new(data.TrainImages, data.TestImages),
    };

    private static int Count(ImageFolders disk, string root, string part) => disk.Classes(root, part).Sum(disk.Images);
}
