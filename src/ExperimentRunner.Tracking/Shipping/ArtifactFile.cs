namespace ExperimentRunner.Tracking.Shipping;

/// <summary>A file to be sent.</summary>
/// <param name="Name">Its path among the artifacts of a run, with <c>/</c> between folders.</param>
/// <param name="Path">Where it is here.</param>
internal sealed record ArtifactFile(string Name, string Path)
{
    public static ArtifactFile Of(string path) => new(System.IO.Path.GetFileName(path), path);

    /// <summary>All files of a folder and below, in the order of their names; none if it is not there. What is half-written is left out.</summary>
    /// <param name="folder">Whose own name they keep.</param>
    public static IEnumerable<ArtifactFile> In(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => new ArtifactFile(
                System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(folder)!, file).Replace(System.IO.Path.DirectorySeparatorChar, '/'), file));
}
