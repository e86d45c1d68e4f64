using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>How many images the runs of a sweep have: a generated source says it, an image folder is counted.</summary>
internal sealed class ImageCounts
{
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
            .ToDictionary(root => root, root => new ImageCount(Count(disk, root, ImageFolders.Train), Count(disk, root, ImageFolders.Test))));

    /// <exception cref="KeyNotFoundException">The data is not of the sweep that was counted.</exception>
    public ImageCount Of(DataSpec data) => data.Path is null ? new(data.TrainImages, data.TestImages) : folders[data.Path];

    private static int Count(ImageFolders disk, string root, string part) => disk.Classes(root, part).Sum(disk.Images);
}
