using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.History;

/// <summary>Finds runs of earlier sweeps that tell how long those of a plan may take. Reads the newest sweeps of the machine, and of them no more folders than it must.</summary>
internal static class HistoryReader
{
    private const int MostSweeps = 20;
    private const int MostRuns = 1000;

    public static RunHistory Read(SweepStore store, MachineFingerprint machine, SweepPlan plan)
    {
        Dictionary<string, string> wanted = plan.Runs.ToDictionary(run => run.RunId, run => run.CellId);
        HashSet<string> cells = [];
        HashSet<string> slugs = [];
        IEnumerable<(RunPaths Run, PlanHeader Sweep, int Rank)> folders =
            from sweep in store.NewestHeaders().OrderBy(header => header.Name != plan.Name).Where(header => IsOf(machine, store.PathsOf(header))).Take(MostSweeps)
            from folder in Directory.EnumerateDirectories(store.PathsOf(sweep).Folder)
            let id = Path.GetFileName(folder)
            where id.Count('-') >= LeastDashes
            select (new RunPaths(folder), sweep, RankOf(id));
        return new RunHistory([.. folders.OrderBy(folder => folder.Rank).Take(MostRuns).Select(folder => TryRead(folder.Run, folder.Sweep)).OfType<MeasuredRun>()]);

        // First one run of each cell that is asked for, then their repeats, then one of each kind of cell, then the rest.
        int RankOf(string id) => wanted.TryGetValue(id, out string? cell)
            ? cells.Add(cell) ? 0 : 1
            : slugs.Add(SlugOf(id)) ? 2 : 3;
    }

    /// <summary>Of <c>d2-b64-linear-amp-s0-3f9a1c07</c>; other folders of a sweep have fewer.</summary>
    private const int LeastDashes = 5;

    private static string SlugOf(string runId) => runId[..runId.LastIndexOf("-s", StringComparison.Ordinal)];

    private static bool IsOf(MachineFingerprint machine, SweepPaths sweep)
    {
        try
        {
            return WholeFile.ReadJson(sweep.Machine, RunJson.Default.MachineDescription) is { } description && MachineFingerprint.Of(description) == machine;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Null for a run that did not finish, or that an older version wrote in another form.</summary>
    private static MeasuredRun? TryRead(RunPaths run, PlanHeader sweep)
    {
        try
        {
            return WholeFile.ReadJson(run.Result, RunJson.Default.RunResult) is { Outcome: RunOutcome.Finished, Used: { } used, Timing: { } timing } result
                && WholeFile.ReadJson(run.Spec, RunJson.Default.RunSpec) is { } spec
                && (result.Epochs.Count > 0 || spec.Probe is not null)
                ? Measured(spec, result, used, timing, sweep)
                : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static MeasuredRun Measured(RunSpec spec, RunResult result, UsedSettings used, RunTiming timing, PlanHeader sweep) => new()
    {
        Spec = spec,
        CellId = RunId.OfCell(spec),
        SweepId = sweep.SweepId,
        Timing = sweep.Timing,
        Images = new ImageCount(used.TrainImages, used.TestImages),
        Epochs = result.Epochs.Count,
        Time = RunDuration.Of(result),
        Overhead = RunDuration.OverheadOf(result, timing),
    };
}
