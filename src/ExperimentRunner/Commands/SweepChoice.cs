using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Budgets;
using ExperimentRunner.Execution.History;
using ExperimentRunner.Execution.Probes;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning.Budgets;
using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>The sweep that a request is about, a new one or one to go on with, held against other runners.</summary>
/// <param name="Paths">Its folder.</param>
/// <param name="Plan">All of it, the runs of other shards included.</param>
/// <param name="Estimates">Of the plan's own runs.</param>
/// <param name="Lock">Held as long as the sweep works.</param>
internal sealed record SweepChoice(SweepPaths Paths, SweepPlan Plan, PlanEstimates Estimates, FileStream Lock) : IDisposable
{
    /// <summary>Null after all faults of the matrix were printed.</summary>
    /// <param name="request">What the command line asks.</param>
    /// <param name="tell">Takes what a changed matrix makes of the sweep, a line each.</param>
    /// <exception cref="UserFaultException">The sweep to go on with is not there, is at work, or has no run in common with the matrix.</exception>
    public static async Task<SweepChoice?> OfAsync(SweepRequest request, Action<string> tell, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = new SweepStore(request.Artifacts.Sweeps);
        MachineDescription machine = await MachineProbe.DescribeAsync(cancellationToken);
        var fingerprint = MachineFingerprint.Of(machine);
        var estimating = new SweepEstimating(fingerprint, store, new ProbeStore(request.Artifacts.Probes, fingerprint));
        if (request is { Resume: true, SweepId: { } id })
        {
            return Resumed(store.Open(id).Paths, store, (paths, plan) => (plan, Admit(plan, [plan], estimating, paths, time)));
        }

        PlannedMatrix? planned = await PlannedMatrix.ReadAsync(request.Matrix, request.Overrides, request.Shard, ImageFolders.OnDisk, Console.Error, time, cancellationToken);
        if (planned is null)
        {
            return null;
        }

        if (request.Executor == Executor.Slurm)
        {
            await SlurmRequirements.CheckAsync(planned.Plan, cancellationToken);
        }

        string matrixText = await File.ReadAllTextAsync(request.Matrix, cancellationToken);
        string startedWith = string.Concat(request.Overrides.Select(setting => $"# started with --set={setting}\n"));
        if (!request.Resume)
        {
            PlanEstimates estimates = Admit(planned.Plan, [], estimating, sweep: null, time);
            return New(store, planned.Plan, startedWith + matrixText, machine, estimates);
        }

        SweepPaths newest = store.OpenNewest(planned.Plan.Name).Paths;
        return Resumed(newest, store, (paths, plan) => Adapted(paths, plan, planned.Plan, startedWith + matrixText, tell, changed => Admit(changed, [changed, plan], estimating, paths, time)));
    }

    public double EstimatedSeconds(PlannedRun run) => Estimates.Of(run).Time.TotalSeconds;

    public void Dispose() => Lock.Dispose();

    /// <param name="adapt">What becomes of the plan, once nobody else can change it.</param>
    private static SweepChoice Resumed(SweepPaths paths, SweepStore store, Func<SweepPaths, SweepPlan, (SweepPlan Plan, PlanEstimates Estimates)> adapt)
    {
        FileStream held = FolderLock.Take(paths);
        try
        {
            SweepPlan found = store.Open(Path.GetFileName(paths.Folder)).Plan;
            PlanReplacement.Recover(paths, found);
            (SweepPlan plan, PlanEstimates estimates) = adapt(paths, found);
            return new SweepChoice(paths, plan, estimates, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static (SweepPlan Plan, PlanEstimates Estimates) Adapted(
        SweepPaths sweep, SweepPlan before, SweepPlan planned, string matrixText, Action<string> tell, Func<SweepPlan, PlanEstimates> admit)
    {
        if (before.Shard != planned.Shard)
        {
            throw new UserFaultException($"The newest sweep of the matrix, {before.SweepId}, does {(before.Shard is null ? "all of it" : $"shard {before.Shard}")}. Give --sweep=ID in place of --shard and --where to go on with another one.");
        }

        PlanDifference difference = EarlierSweep.Difference(sweep, before, planned);
        if (difference.IsNone)
        {
            return (before, admit(before));
        }

        foreach (string line in DifferenceText.Lines(difference))
        {
            tell(line);
        }

        if (difference.SameRuns == 0)
        {
            throw new UserFaultException(
                $"No run of the matrix is one of sweep {before.SweepId}. Leave out --resume to start a new sweep, or give --sweep={before.SweepId} to finish that one as it was.");
        }

        PlanEstimates estimates = admit(PlanReplacement.Revised(sweep, before, planned));
        return (PlanReplacement.Replace(sweep, before, planned, matrixText), estimates);
    }

    /// <param name="known">Plans that know all that was run so far.</param>
    /// <param name="sweep">The folder of a sweep that was begun; null of a new one.</param>
    /// <exception cref="UserFaultException">What is left to do exceeds the limits.</exception>
    private static PlanEstimates Admit(SweepPlan plan, IReadOnlyList<SweepPlan> known, SweepEstimating estimating, SweepPaths? sweep, TimeProvider time)
    {
        SweepPlan own = plan.Own();
        PlanEstimates estimates = estimating.Of(own);
        PlannedRun[] open = [.. own.Runs.Where(run => sweep is null || RunState.Settled(sweep.Run(run.RunId), retryFailed: false) is null)];
        double spent = sweep is null ? 0 : DeviceTimeMeter.Open(sweep, known, time).Spent().TotalHours;
        IReadOnlyList<string> refusals = BudgetCheck.Refusals(own, SweepEstimate.Of(own, open, estimates.Of), spent);
        return open.Length == 0 || refusals.Count == 0 ? estimates : throw new UserFaultException(string.Join('\n', refusals));
    }

    private static SweepChoice New(SweepStore store, SweepPlan planned, string matrixText, MachineDescription machine, PlanEstimates estimates)
    {
        SweepPlan plan = planned with { SweepId = FreeId(store, planned.SweepId) };
        SweepPaths paths = store.Create(plan, matrixText, machine);
        return new SweepChoice(paths, plan, estimates, FolderLock.Take(paths));
    }

    private static string FreeId(SweepStore store, string wanted) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wanted : $"{wanted}-{n}").First(id => !store.Contains(id));
}
