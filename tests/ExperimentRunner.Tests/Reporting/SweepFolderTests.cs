using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting;

public sealed class SweepFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_planned_run_has_the_state_that_its_folder_shows()
    {
        Sweeps.Unfinished().WriteTo(Paths);

        SweepFolder sweep = SweepFolder.Read(Paths);

        Assert.Equal(15, sweep.Runs.Count);
        Assert.IsType<RunState.Finished>(StateOf(sweep, "d1-b32-linear-fp32-a1-s42"));
        Assert.Equal(new RunState.Interrupted(20), StateOf(sweep, "d1-b32-linear-fp32-a1-s44"));
        Assert.IsType<RunState.Failed>(StateOf(sweep, "d2-b32-linear-fp32-a1-s43"));
        Assert.IsType<RunState.NotStarted>(StateOf(sweep, "d8-b32-linear-fp32-a1-s42"));
        Assert.Equal("SIGINT", Assert.IsType<RunState.Cancelled>(StateOf(sweep, "d16-b32-linear-fp32-a1-s42")).Reason);
        Assert.IsType<RunState.Unreadable>(StateOf(sweep, "d16-b32-linear-fp32-a1-s43"));
    }

    [Fact]
    public void Folders_that_the_plan_does_not_name_are_left_alone()
    {
        Sweeps.CleanScaling().WriteTo(Paths);
        Directory.CreateDirectory(folder["d9-of-another-sweep"]);
        File.WriteAllText(folder["d9-of-another-sweep", "result.json"], "not json");

        Assert.Equal(18, SweepFolder.Read(Paths).Runs.Count);
    }

    [Fact]
    public void A_folder_without_a_plan_is_no_sweep()
    {
        var exception = Assert.Throws<InvalidDataException>(() => SweepFolder.Read(Paths));

        Assert.Contains("plan.json is not there", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_of_another_run_is_not_taken_for_this_one()
    {
        Sweeps.BaselineFailed().WriteTo(Paths);
        File.Copy(Paths.Run("d2-b32-linear-fp32-a1-s42").Result, Paths.Run("d4-b32-linear-fp32-a1-s42").Result, overwrite: true);

        RunState state = StateOf(SweepFolder.Read(Paths), "d4-b32-linear-fp32-a1-s42");

        Assert.Equal(new RunState.Unreadable("result.json is that of run d2-b32-linear-fp32-a1-s42."), state);
    }

    [Fact]
    public void A_spec_that_was_changed_after_planning_is_told_of()
    {
        SweepBuilder sweep = Sweeps.BaselineFailed();
        sweep.WriteTo(Paths);
        PlannedRun planned = sweep.Plan().Runs[0];
        Run.WriteSpec(Paths.Run(planned.RunId), planned.Spec with { Train = new TrainSpec { Epochs = 1 } });

        RunRecord run = SweepFolder.Read(Paths).Runs[0];

        Assert.Contains(new EchoDifference("run.json", "as in plan.json", "another one"), Echo.Differences(run));
    }

    [Fact]
    public void The_message_of_a_broken_file_does_not_tell_where_the_sweep_lies()
    {
        Sweeps.Unfinished().WriteTo(Paths);

        var state = (RunState.Unreadable)StateOf(SweepFolder.Read(Paths), "d16-b32-linear-fp32-a1-s43");

        Assert.StartsWith("result.json(1): ", state.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, state.Message, StringComparison.Ordinal);
    }

    private SweepPaths Paths => new(folder.Path);

    private static RunState StateOf(SweepFolder sweep, string runId) => sweep.Runs.Single(run => run.Planned.RunId == runId).State;
}
