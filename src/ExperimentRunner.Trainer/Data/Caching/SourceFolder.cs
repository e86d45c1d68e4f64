namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>The image files of FOLDER/CLASS/*.jpg|jpeg|png, by class and then by name, both in ordinal order.</summary>
internal sealed record SourceFolder(string Path, IReadOnlyList<string> Classes, IReadOnlyList<SourceImage> Images)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <param name="path">Holds a folder for each of <paramref name="classes"/>.</param>
    /// <param name="beat">Called with each image; a slow file server may take a while for each.</param>
    public static SourceFolder List(string path, IReadOnlyList<string> classes, Action beat) =>
        new(path, classes, [.. classes.SelectMany((name, label) => Files(System.IO.Path.Combine(path, name)).Select(file => Describe(file, name, label, beat)))]);

    public string PathOf(SourceImage image) => System.IO.Path.Combine(Path, image.Name);

    private static IEnumerable<FileInfo> Files(string folder) => new DirectoryInfo(folder).EnumerateFiles()
        .Where(file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
        .OrderBy(file => file.Name, StringComparer.Ordinal);

    private static SourceImage Describe(FileInfo file, string className, int label, Action beat)
    {
        beat();
        FileSystemInfo content = file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? file.ResolveLinkTarget(returnFinalTarget: true) ?? file : file;
        return new SourceImage($"{className}/{file.Name}", label, content is FileInfo { Exists: true } found ? found.Length : 0, content.LastWriteTimeUtc.Ticks);
    }
}
