using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Merging;

/// <summary>A sweep that is to be merged with others.</summary>
internal sealed record ShardFolder(SweepPaths Paths, SweepPlan Plan)
{
    private const int DeepestLevel = 4;

    /// <summary>The sweeps in <paramref name="folder"/>, which is one, or holds some up to four levels below; in the order of their names.</summary>
    /// <exception cref="UserFaultException">There is none.</exception>
    /// <exception cref="InvalidDataException">A plan is broken.</exception>
    public static IReadOnlyList<ShardFolder> Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserFaultException($"There is no folder {folder}. Name the folder of a sweep, or one that holds some.");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestLevel };
        ShardFolder[] found =
        [
            .. Directory.EnumerateFiles(folder, Path.GetFileName(new SweepPaths("").Plan), options)
                .Select(plan => new SweepPaths(Path.GetFullPath(Path.GetDirectoryName(plan)!)))
                .OrderBy(paths => paths.Folder, StringComparer.Ordinal)
                .Select(paths => new ShardFolder(paths, WholeFile.ReadJson(paths.Plan, RunJson.Default.SweepPlan)!)),
        ];
        return found.Length > 0 ? found : throw new UserFaultException($"There is no sweep (a folder with plan.json) in {folder}.");
    }
}
