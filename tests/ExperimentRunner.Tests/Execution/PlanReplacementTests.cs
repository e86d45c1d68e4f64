using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

public sealed class PlanReplacementTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_new_plan_takes_the_place_of_the_old_one_which_stays_beside_it()
    {
        (SweepPaths sweep, SweepPlan before) = Begin([1, 2]);
        Leave(sweep, before.Runs[1], new RunOutcome.Finished());
        SweepPlan planned = Plans.Of([1, 4]) with { SweepId = "another", Created = before.Created.AddDays(1), MatrixHash = "beef" };

        SweepPlan after = PlanReplacement.Replace(sweep, before, planned, "new matrix");

        Assert.Equal([1, 4], PlanOf(sweep).Runs.Select(run => run.Spec.Devices));
        Assert.Equal((before.SweepId, before.Created, "beef"), (after.SweepId, after.Created, after.MatrixHash));
        Assert.Equal(("new matrix", "old matrix"), (File.ReadAllText(sweep.Matrix), File.ReadAllText(sweep.ReplacedMatrix(1))));
        Assert.Equal([1, 2], WholeFile.ReadJson(sweep.ReplacedPlan(1), RunJson.Default.SweepPlan)!.Runs.Select(run => run.Spec.Devices));
        PlanRevision revision = Assert.Single(after.Revisions);
        Assert.Equal((1, 1, 1, "abcd", planned.Created), (revision.NewRuns, revision.KeptRuns, revision.DroppedRuns, revision.ReplacedMatrixHash, revision.Time));
        Assert.Equal([(2, 1)], after.Dropped.Select(dropped => (dropped.Run.Spec.Devices, dropped.Revision)));
        Assert.True(File.Exists(sweep.Run(before.Runs[1].RunId).Result));
    }

    [Fact]
    public void A_run_that_a_later_matrix_brings_back_is_no_longer_dropped_and_one_that_never_began_never_was()
    {
        (SweepPaths sweep, SweepPlan before) = Begin([1, 2, 4]);
        Leave(sweep, before.Runs[1], new RunOutcome.Finished());

        SweepPlan without = PlanReplacement.Replace(sweep, before, Plans.Of([1]), "without");
        SweepPlan back = PlanReplacement.Replace(sweep, without, Plans.Of([1, 2]), "back");

        Assert.Equal([2], without.Dropped.Select(dropped => dropped.Run.Spec.Devices));
        Assert.Empty(back.Dropped);
        Assert.Equal([2, 0], back.Revisions.Select(revision => revision.DroppedRuns));
        Assert.Equal(("old matrix", "without", "back"), (File.ReadAllText(sweep.ReplacedMatrix(1)), File.ReadAllText(sweep.ReplacedMatrix(2)), File.ReadAllText(sweep.Matrix)));
    }

    [Fact]
    public void Whether_a_repeat_is_needed_is_asked_again()
    {
        (SweepPaths sweep, SweepPlan before) = Begin([1, 2]);
        Leave(sweep, before.Runs[0], new RunOutcome.NotNeeded("known well enough"));
        Leave(sweep, before.Runs[1], new RunOutcome.Finished());

        PlanReplacement.Replace(sweep, before, Plans.Of([1, 2, 4]), "new matrix");

        Assert.Equal((false, true), (File.Exists(sweep.Run(before.Runs[0].RunId).Result), File.Exists(sweep.Run(before.Runs[1].RunId).Result)));
    }

    /// <summary>Files are replaced one by one and each whole, so these are all states in which a killed runner can leave them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_runner_that_is_killed_halfway_leaves_the_old_sweep(int written)
    {
        (SweepPaths sweep, SweepPlan before) = Begin([1, 2]);
        WholeFile.WriteJson(sweep.ReplacedPlan(1), before, RunJson.Default.SweepPlan);
        if (written > 1)
        {
            File.WriteAllText(sweep.ReplacedMatrix(1), "old matrix");
        }

        if (written > 2)
        {
            File.WriteAllText(sweep.Matrix, "new matrix");
        }

        PlanReplacement.Recover(sweep, PlanOf(sweep));

        Assert.Equal("old matrix", File.ReadAllText(sweep.Matrix));
        Assert.Equal([1, 2], PlanOf(sweep).Runs.Select(run => run.Spec.Devices));
        Assert.Equal((false, false), (File.Exists(sweep.ReplacedPlan(1)), File.Exists(sweep.ReplacedMatrix(1))));
    }

    [Fact]
    public void Once_the_plan_is_replaced_nothing_is_taken_back()
    {
        (SweepPaths sweep, SweepPlan before) = Begin([1, 2]);
        PlanReplacement.Replace(sweep, before, Plans.Of([1, 4]), "new matrix");

        PlanReplacement.Recover(sweep, PlanOf(sweep));

        Assert.Equal(("new matrix", "old matrix"), (File.ReadAllText(sweep.Matrix), File.ReadAllText(sweep.ReplacedMatrix(1))));
        Assert.Equal([1, 4], PlanOf(sweep).Runs.Select(run => run.Spec.Devices));
    }

    public void Dispose() => folder.Dispose();

    private (SweepPaths Paths, SweepPlan Plan) Begin(IReadOnlyList<int> devices)
    {
        SweepPlan plan = Plans.Of(devices);
        return (new SweepStore(folder.Path).Create(plan, "old matrix", Plans.Machine), plan);
    }

    private static SweepPlan PlanOf(SweepPaths sweep) => WholeFile.ReadJson(sweep.Plan, RunJson.Default.SweepPlan)!;

    private static void Leave(SweepPaths sweep, PlannedRun run, RunOutcome outcome)
    {
        RunPaths paths = sweep.Run(run.RunId);
        Directory.CreateDirectory(paths.Folder);
        var result = new RunResult { RunId = run.RunId, Outcome = outcome, Started = Plans.Of([1]).Created, Ended = Plans.Of([1]).Created.AddSeconds(30) };
        WholeFile.WriteJson(paths.Result, result, RunJson.Default.RunResult);
    }
}
