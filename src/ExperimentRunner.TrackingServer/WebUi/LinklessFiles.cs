using ExperimentRunner.TrackingServer.Artifacts;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace ExperimentRunner.TrackingServer.WebUi;

/// <summary>The files under a folder; neither a path nor a symbolic link leads out of it.</summary>
internal sealed class LinklessFiles(string root) : IFileProvider
{
    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IFileInfo GetFileInfo(string subpath)
    {
        string path = root;
        foreach (string part in subpath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ArtifactPath.IsName(part))
            {
                return new NotFoundFileInfo(subpath);
            }

            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                return new NotFoundFileInfo(subpath);
            }
        }

        return File.Exists(path) ? new PhysicalFileInfo(new FileInfo(path)) : new NotFoundFileInfo(subpath);
    }

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
