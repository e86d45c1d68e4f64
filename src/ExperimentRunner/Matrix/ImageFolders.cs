namespace ExperimentRunner.Matrix;

/// <summary>What is asked of the disk about image folders and weights; the seam that keeps reading and planning a matrix testable. Paths are absolute.</summary>
/// <param name="Exists">Whether there is such a folder.</param>
/// <param name="Subfolders">Names of the folders in an existing folder.</param>
/// <param name="Images">The number of images right in an existing folder.</param>
internal sealed record ImageFolders(
    Func<string, bool> Exists,
    Func<string, IReadOnlyList<string>> Subfolders,
    Func<string, int> Images)
{
    public const string Train = "train";
    public const string Test = "test";

    /// <summary>Whether there is such a file; of weights, which lie in no image folder.</summary>
    public Func<string, bool> FileExists { get; init; } = _ => false;

    /// <summary>The sweep may be for another machine: what this one lacks is a warning.</summary>
    public bool MayBeElsewhere { get; init; }

    public static IReadOnlyList<string> Parts { get; } = [Train, Test];

    public static ImageFolders OnDisk { get; } = new(
        Directory.Exists,
        folder => [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))],
        folder => Directory.EnumerateFiles(folder).Count(IsImage))
    {
        FileExists = File.Exists,
    };

    /// <summary>For a machine that only looks at a matrix: images and weights are taken to be where it runs.</summary>
    public static ImageFolders Elsewhere { get; } = new(_ => true, _ => ["unknown"], _ => int.MaxValue / 2)
    {
        FileExists = _ => true,
    };

    /// <summary>Paths of the class folders of a part; none if the part is not there.</summary>
    public IReadOnlyList<string> Classes(string root, string part)
    {
        string folder = Path.Combine(root, part);
        return Exists(folder)
            ? [.. Subfolders(folder).Where(name => !name.StartsWith('.')).Select(name => Path.Combine(folder, name))]
            : [];
    }

    private static bool IsImage(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG";
}
