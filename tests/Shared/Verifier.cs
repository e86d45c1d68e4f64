using System.Runtime.CompilerServices;
using DiffEngine;

namespace ExperimentRunner.Testing;

/// <summary>
/// Compares text with <c>Snapshots/{Class}.{Test}.verified.{extension}</c>, Verify.Xunit's file convention. Stands in for
/// Verify.Xunit, which our registry lacks: with it, delete this file and add <c>.UseDirectory("Snapshots")</c>.
/// </summary>
internal static class Verifier
{
    /// <summary>Fails with a path to the <c>.received.</c> file where the text differs from the verified one, or there is none yet.</summary>
    public static async Task Verify(
        string received,
        string extension = "txt",
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string test = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", $"{Path.GetFileNameWithoutExtension(testFile)}.{test}");
        string verifiedPath = $"{stem}.verified.{extension}";
        string receivedPath = $"{stem}.received.{extension}";
        string verified = File.Exists(verifiedPath) ? await File.ReadAllTextAsync(verifiedPath) : "";
        if (verified == received)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(receivedPath)!);
        await File.WriteAllTextAsync(receivedPath, received);
        await DiffRunner.LaunchAsync(receivedPath, verifiedPath);
        Assert.Fail($"{receivedPath} differs from the verified file. If the new text is right, rename it to {Path.GetFileName(verifiedPath)}.\n\n{received}");
    }
}
