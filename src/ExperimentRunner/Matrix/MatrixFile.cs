using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix;

/// <summary>Reads a matrix from the disk.</summary>
internal static class MatrixFile
{
    /// <param name="path">The matrix; faults name it as it is written here.</param>
    /// <param name="overrides"><c>key=value</c> of each <c>--set</c>.</param>
    /// <param name="currentFolder">Absolute folder that <paramref name="path"/> and paths in overrides start from.</param>
    /// <param name="folders">The disk, as far as images are concerned.</param>
    public static MatrixReading Read(string path, IReadOnlyList<string> overrides, string currentFolder, ImageFolders folders)
    {
        string absolute = Path.GetFullPath(path, currentFolder);
        var source = new Source(path, Path.GetDirectoryName(absolute) ?? absolute, Order: 0);
        byte[] yaml;
        try
        {
            yaml = Start(absolute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var faults = new FaultLog();
            faults.Add(FaultKind.UnreadableFile, Place.StartOf(source), $"The file can't be read: {exception.Message}");
            return new MatrixReading.Faulty(faults.Sorted());
        }

        return new MatrixReader(folders).Read(source, yaml, overrides, currentFolder);
    }

    /// <summary>One byte more than is allowed suffices to see that there are too many.</summary>
    private static byte[] Start(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] bytes = new byte[MatrixReader.MostBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
