using Microsoft.Build.Logging.StructuredLogger;

namespace ExperimentRunner.MSBuild.Tests;

/// <summary>What a binary log of MSBuild carries along.</summary>
internal static class EmbeddedFiles
{
    /// <returns>Text by file name.</returns>
    public static IReadOnlyDictionary<string, string> Of(string binaryLog, string folder) => BinaryLog.ReadBuild(binaryLog).SourceFiles
        .Where(file => file.FullPath.Replace('\\', '/').Contains($"/{folder}/", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileName(file.FullPath.Replace('\\', '/')), file => file.Text);
}
