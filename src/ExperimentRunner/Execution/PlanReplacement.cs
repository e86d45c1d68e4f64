using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>
/// Gives a sweep that was started another plan. plan.json is replaced last and whole: a runner that is killed before it leaves the old sweep, to
/// which <see cref="Recover"/> brings back its matrix. Whoever calls it holds the lock of the sweep.
/// </summary>
internal static class PlanReplacement
{
    /// <summary>Takes back what a killed runner left half done.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="plan">Its plan, as it stands in its folder.</param>
    public static void Recover(SweepPaths sweep, SweepPlan plan)
    {
        int unfinished = plan.Revisions.Count + 1;
        if (File.Exists(sweep.ReplacedMatrix(unfinished)))
        {
            WholeFile.WriteText(sweep.Matrix, File.ReadAllText(sweep.ReplacedMatrix(unfinished)));
        }

        File.Delete(sweep.ReplacedMatrix(unfinished));
        File.Delete(sweep.ReplacedPlan(unfinished));
    }

    /// <param name="sweep">The sweep.</param>
    /// <param name="before">Its plan, as it stands in its folder.</param>
    /// <param name="planned">What the changed matrix asks, planned as if for a new sweep.</param>
    /// <param name="matrixText">The changed matrix.</param>
    /// <returns>The new plan of the sweep.</returns>
    public static SweepPlan Replace(SweepPaths sweep, SweepPlan before, SweepPlan planned, string matrixText)
    {
        SweepPlan after = Revised(sweep, before, planned);
        int revision = after.Revisions.Count;
        WholeFile.WriteJson(sweep.ReplacedPlan(revision), before, RunJson.Default.SweepPlan);
        WholeFile.WriteBytes(sweep.ReplacedMatrix(revision), File.ReadAllBytes(sweep.Matrix));
        WholeFile.WriteText(sweep.Matrix, matrixText);
        Reopen(sweep, after);
        WholeFile.WriteJson(sweep.Plan, after, RunJson.Default.SweepPlan);
        return after;
    }

    /// <summary>The plan that <see cref="Replace"/> would write.</summary>
    public static SweepPlan Revised(SweepPaths sweep, SweepPlan before, SweepPlan planned)
    {
        var difference = PlanDifference.Of(before, planned);
        int revision = before.Revisions.Count + 1;
        HashSet<string> wanted = [.. planned.Runs.Select(run => run.RunId)];
        return planned with
        {
            SweepId = before.SweepId,
            Created = before.Created,
            Git = before.Git,
            Revisions =
            [
                .. before.Revisions,
                new PlanRevision
                {
                    Time = planned.Created,
                    Git = planned.Git,
                    ReplacedMatrixHash = before.MatrixHash,
                    NewRuns = difference.NewRuns,
                    KeptRuns = difference.SameRuns,
                    DroppedRuns = difference.DroppedRuns,
                    Changes = difference.Changes,
                },
            ],
            Dropped =
            [
                .. before.Dropped.Where(dropped => !wanted.Contains(dropped.Run.RunId)),
                .. before.Runs.Where(run => !wanted.Contains(run.RunId) && Directory.Exists(sweep.Run(run.RunId).Folder)).Select(run => new DroppedRun(run, revision)),
            ],
        };
    }

    /// <summary>Whether a repeat is needed is for the new plan to say. Where the old one stays after all, it says so once more.</summary>
    private static void Reopen(SweepPaths sweep, SweepPlan plan)
    {
        foreach (RunPaths run in plan.Runs.Select(run => sweep.Run(run.RunId)))
        {
            if (RunState.Settled(run, retryFailed: false)?.Outcome is RunOutcome.NotNeeded)
            {
                File.Delete(run.Result);
            }
        }
    }
}
