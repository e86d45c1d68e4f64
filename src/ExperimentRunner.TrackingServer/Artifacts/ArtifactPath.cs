using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>Paths of artifacts as clients write them: relative, with forward slashes.</summary>
internal static class ArtifactPath
{
    private const string Scheme = "mlflow-artifacts:";

    /// <summary>The names along a path.</summary>
    /// <exception cref="MlflowFault">The path is absolute, climbs, is empty or holds what no file name should.</exception>
    public static IReadOnlyList<string> Parts(string path)
    {
        string[] parts = path.Split('/');
        return parts.All(IsName) && !Climbs(path) ? parts : throw Invalid();
    }

    /// <summary>Whether <paramref name="path"/> holds a step upwards, however often it is percent-encoded.</summary>
    public static bool Climbs(string path)
    {
        while (true)
        {
            if (path.Split('/', '\\').Contains(".."))
            {
                return true;
            }

            string decoded = Uri.UnescapeDataString(path);
            if (decoded == path)
            {
                return false;
            }

            path = decoded;
        }
    }

    /// <summary>The path under the root that an <c>artifact_uri</c> stands for.</summary>
    /// <exception cref="MlflowFault">The artifacts are kept elsewhere.</exception>
    public static string OfUri(string uri) => uri.StartsWith(Scheme, StringComparison.Ordinal) && Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed)
        ? Uri.UnescapeDataString(parsed.AbsolutePath).Trim('/')
        : throw MlflowFault.Invalid($"Artifacts at '{uri}' are not kept by this server.");

    public static MlflowFault Invalid() => MlflowFault.Invalid("Invalid path");

    /// <summary>It names something within a folder, on any system.</summary>
    public static bool IsName(string part) =>
        part is not ("" or "." or "..") && !part.Contains('\\', StringComparison.Ordinal) && !part.Any(char.IsControl) && !Path.IsPathRooted(part);
}
