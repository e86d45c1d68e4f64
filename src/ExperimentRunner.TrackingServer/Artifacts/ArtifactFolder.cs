using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>The files of all runs under one root, which no path leaves.</summary>
internal sealed class ArtifactFolder
{
    /// <summary>Files that are still being received; a name that no client may use.</summary>
    private const string Incoming = ".incoming";

    private readonly string root;

    public ArtifactFolder(string root)
    {
        this.root = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(this.root, Incoming));
    }

    /// <summary>Receives a file whole or not at all; what it replaces is there until then.</summary>
    public async Task SaveAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        string target = Resolve(path);
        string temporary = Path.Combine(root, Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            await ReceiveAsync(temporary, content, cancellationToken).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The file at <paramref name="path"/>, to be disposed.</summary>
    public FileStream Open(string path)
    {
        string target = Resolve(path);
        return File.Exists(target)
            ? new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            : throw MlflowFault.Unknown($"No artifact at '{path}'");
    }

    /// <summary>What is in the folder at <paramref name="path"/>, each entry named <paramref name="prefix"/> + its name; empty if it is no folder.</summary>
    public IReadOnlyList<FileEntry> List(string path, string prefix)
    {
        var folder = new DirectoryInfo(path.Length == 0 ? root : Resolve(path));
        return !folder.Exists
            ? []
            :
            [
                .. folder.EnumerateFileSystemInfos()
                    .Where(entry => entry.LinkTarget is null && !(path.Length == 0 && entry.Name == Incoming))
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                    .Select(entry => entry is FileInfo file
                        ? new FileEntry(prefix + file.Name, IsDir: false, file.Length == 0 ? null : file.Length)
                        : new FileEntry(prefix + entry.Name, IsDir: true, FileSize: null)),
            ];
    }

    public void Delete(string path)
    {
        string target = Resolve(path);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
        else if (File.Exists(target))
        {
            File.Delete(target);
        }
    }

    /// <summary>The place on the disk of an artifact path such as <c>1/ab12/artifacts/report.md</c>.</summary>
    /// <exception cref="MlflowFault">The path leads out of the root, by its text or through a link.</exception>
    private string Resolve(string path)
    {
        string target = root;
        foreach (string part in ArtifactPath.Parts(path))
        {
            target = Path.Combine(target, part);
            if (part == Incoming || new FileInfo(target).LinkTarget is not null)
            {
                throw ArtifactPath.Invalid();
            }
        }

        return target;
    }

    private static async Task ReceiveAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    }
}
