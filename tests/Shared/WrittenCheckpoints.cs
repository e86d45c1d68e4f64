using System.Globalization;

namespace ExperimentRunner.Testing;

/// <summary>The checkpoints that trainers have written so far. A single one is gone soon: the second after it takes its place.</summary>
internal static class WrittenCheckpoints
{
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".safetensors";

    /// <param name="root">Any folder above the checkpoints; need not be there yet.</param>
    /// <returns>The newest in any folder below, with its number; number 0 if there is none.</returns>
    public static (int Number, string File) Newest(string root)
    {
        try
        {
            return Directory.EnumerateFiles(root, $"{Prefix}*{Suffix}", SearchOption.AllDirectories).Select(file => (Number(file), file)).DefaultIfEmpty((0, "")).Max();
        }
        catch (DirectoryNotFoundException)
        {
            // Not there yet, or a run has just finished and taken its checkpoints with it.
            return (0, "");
        }
    }

    private static int Number(string file) => int.Parse(Path.GetFileName(file)[Prefix.Length..^Suffix.Length], CultureInfo.InvariantCulture);
}
