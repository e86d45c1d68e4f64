using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Planning;

public sealed class SpeedProbeTests
{
    private const string Matrix = "name: x\nmatrix: { batch_per_device: 4, devices: [1, 2], lr_rule: [none, linear] }\nrepeats: 3\n";

    [Fact]
    public void Each_repeat_has_each_probe_once_and_cells_that_only_learn_otherwise_share_theirs()
    {
        SweepPlan plan = TestPlan.Of(Matrix + "probe: true");

        Assert.Equal(4 * 3, plan.CellRuns.Count());
        Assert.All(plan.Runs.GroupBy(run => run.Repeat), repeat => Assert.Equal(
            [(1, ProbeKind.NoData), (2, ProbeKind.NoData), (2, ProbeKind.NoExchange)],
            repeat.Where(run => run.Probe is not null).Select(run => (run.Spec.Devices, run.Probe!.Value)).Order()));
        Assert.Equal(plan.Runs.Count, plan.Runs.Select(run => run.RunId).Distinct().Count());
        Assert.Empty(plan.Runs.Where(run => run.Probe is not null).Select(run => run.CellId).Intersect(plan.CellRuns.Select(run => run.CellId)));
        Assert.All(plan.Runs.Where(run => run.Probe == ProbeKind.NoExchange), run => Assert.Contains("-no_exchange-s", run.RunId, StringComparison.Ordinal));
    }

    [Fact]
    public void Probes_stand_among_the_cells_of_their_repeat()
    {
        SweepPlan plan = TestPlan.Of(Matrix + "probe: true");

        Assert.Equal(plan.Runs.Select(run => run.Repeat).Order(), plan.Runs.Select(run => run.Repeat));
        Assert.Contains(plan.Runs.Zip(plan.Runs.Skip(1)), pair => pair.First.Repeat == pair.Second.Repeat && pair.First.Probe is not null && pair.Second.Probe is null);
    }

    [Fact]
    public void Cells_and_their_ids_are_the_same_with_probes_and_the_hash_is_another()
    {
        SweepPlan without = TestPlan.Of(Matrix);
        SweepPlan with = TestPlan.Of(Matrix + "probe: true");

        Assert.Equal(without.Runs.Select(run => run.RunId).Order(), with.CellRuns.Select(run => run.RunId).Order());
        Assert.NotEqual(without.MatrixHash, with.MatrixHash);
        Assert.Equal(without.MatrixHash, TestPlan.Of(Matrix + "probe: false").MatrixHash);
    }

    [Fact]
    public void A_probe_has_steps_enough_for_a_speed_that_is_trusted_and_learns_nothing()
    {
        SweepPlan plan = TestPlan.Of(Matrix + "probe: true\ntrain: { accumulate: 2, epochs: 7, parallel: data_parallel, checkpoint_every: 1 }");

        PlannedRun[] probes = [.. plan.Runs.Where(run => run.Probe is not null)];
        Assert.All(probes, run => Assert.True(run.Spec.Probe!.Steps >= RunTiming.EnoughMeasuredSteps + 3));
        Assert.All(probes, run => Assert.Equal((2, 1.0, 0.0), (run.Spec.Train.Accumulate, run.Spec.LrFactor, run.Spec.Train.CheckpointEvery)));
        Assert.All(probes, run => Assert.Equal(run.Probe == ProbeKind.NoExchange ? ParallelMode.Replicas : ParallelMode.DataParallel, run.Spec.Train.Parallel));
        Assert.All(probes.Where(run => run.Probe == ProbeKind.NoData), run => Assert.Equal((DataSource.Random, run.Spec.GlobalBatch), (run.Spec.Data.Source, run.Spec.Data.TrainImages)));
    }

    [Fact]
    public void Random_numbers_on_one_device_leave_nothing_to_probe() =>
        Assert.DoesNotContain(TestPlan.Of("name: x\nmatrix: { batch_per_device: 4, devices: [1] }\ndata: { source: random }\nprobe: true").Runs, run => run.Probe is not null);
}
