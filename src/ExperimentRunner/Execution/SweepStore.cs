using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>The folder that holds all sweeps, one folder each.</summary>
internal sealed class SweepStore(string root)
{
    /// <summary>Writes matrix, machine and, last, the plan: a folder without a plan is no sweep.</summary>
    public SweepPaths Create(SweepPlan plan, string matrixText, MachineDescription machine)
    {
        SweepPaths paths = PathsOf(plan.SweepId);
        Directory.CreateDirectory(paths.Folder);
        WholeFile.WriteText(paths.Matrix, matrixText);
        WholeFile.WriteJson(paths.Machine, machine, RunJson.Default.MachineDescription);
        WholeFile.WriteJson(paths.Plan, plan, RunJson.Default.SweepPlan);
        return paths;
    }

    public bool Contains(string sweepId) => Directory.Exists(PathsOf(sweepId).Folder);

    /// <exception cref="UserFaultException">There is no such sweep.</exception>
    public (SweepPaths Paths, SweepPlan Plan) Open(string sweepId)
    {
        SweepPaths paths = PathsOf(sweepId);
        return WholeFile.ReadJson(paths.Plan, RunJson.Default.SweepPlan) is { } plan
            ? (paths, plan)
            : throw new UserFaultException($"There is no sweep {sweepId} in {root}. {Known()}");
    }

    /// <summary>The newest sweep if <paramref name="sweepId"/> is null.</summary>
    /// <exception cref="UserFaultException">There is no such sweep, or none at all.</exception>
    public (SweepPaths Paths, SweepPlan Plan) OpenOrNewest(string? sweepId) => sweepId is null ? OpenNewest(name: null) : Open(sweepId);

    /// <summary>The newest sweep, of <paramref name="name"/> unless that is null.</summary>
    /// <exception cref="UserFaultException">There is none.</exception>
    public (SweepPaths Paths, SweepPlan Plan) OpenNewest(string? name) => FindNewest(name)
        ?? throw new UserFaultException($"There is no sweep{(name is null ? "" : $" of {name}")} in {root} yet. Start one with `sweep`. {Known()}");

    /// <summary>The newest sweep, of <paramref name="name"/> unless that is null; null if there is none. A broken sweep does not hide the others.</summary>
    public (SweepPaths Paths, SweepPlan Plan)? FindNewest(string? name)
    {
        foreach (SweepPaths sweep in Newest(name))
        {
            if (TryReadPlan(sweep) is { } plan)
            {
                return (sweep, plan);
            }
        }

        return null;
    }

    /// <summary>All sweeps, of <paramref name="name"/> unless that is null, the newest first.</summary>
    public IEnumerable<SweepPaths> Newest(string? name) => NewestHeaders().Where(header => name is null || header.Name == name).Select(PathsOf);

    /// <summary>How the plans of all sweeps begin, the newest first.</summary>
    public IEnumerable<PlanHeader> NewestHeaders() => Headers().OrderByDescending(header => header.Created);

    public SweepPaths PathsOf(PlanHeader sweep) => PathsOf(sweep.SweepId);

    private SweepPaths PathsOf(string sweepId) => new(Path.Combine(root, sweepId));

    /// <summary>A folder whose name begins with a dot is a merge that is not complete.</summary>
    private IEnumerable<PlanHeader> Headers() => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root)
            .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .Select(folder => PlanHeader.TryRead(new SweepPaths(folder).Plan))
            .OfType<PlanHeader>()
        : [];

    /// <summary>Null where there is no plan, or one that can't be read.</summary>
    private static SweepPlan? TryReadPlan(SweepPaths sweep)
    {
        try
        {
            return WholeFile.ReadJson(sweep.Plan, RunJson.Default.SweepPlan);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private string Known()
    {
        string[] ids = [.. NewestHeaders().Take(5).Select(plan => plan.SweepId)];
        return ids.Length == 0 ? "" : $"The newest are: {string.Join(", ", ids)}.";
    }
}
