using System.Runtime.CompilerServices;

namespace ExperimentRunner.Testing;

/// <summary>Where the tests' sources are.</summary>
internal static class Repository
{
    /// <summary>
    /// A folder beside the repository, for material that is too big or not ours to keep in it; looked for further up as well, for
    /// clones that lie deeper. Null where it is absent.
    /// </summary>
    public static string? Beside(string name, [CallerFilePath] string here = "")
    {
        for (DirectoryInfo? folder = Root(here)?.Parent; folder is not null; folder = folder.Parent)
        {
            string beside = Path.Combine(folder.FullName, name);
            if (Directory.Exists(beside))
            {
                return beside;
            }
        }

        return null;
    }

    /// <summary>The repository's root.</summary>
    public static string Folder([CallerFilePath] string here = "") =>
        Root(here)?.FullName ?? throw new InvalidOperationException($"{here} is in no repository.");

    private static DirectoryInfo? Root(string here)
    {
        DirectoryInfo? folder = new FileInfo(here).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExperimentRunner.sln")))
        {
            folder = folder.Parent;
        }

        return folder;
    }
}
