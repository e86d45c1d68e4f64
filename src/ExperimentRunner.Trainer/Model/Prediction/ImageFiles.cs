namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>The images that a user names: files, and folders with all that lies in them.</summary>
internal static class ImageFiles
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <summary>In the order given, those of a folder in ordinal order. A file is taken whatever it is called.</summary>
    public static IEnumerable<string> Find(IEnumerable<string> paths) => paths.SelectMany(path => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
        : (IEnumerable<string>)[path]);
}
