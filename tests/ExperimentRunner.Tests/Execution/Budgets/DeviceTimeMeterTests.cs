using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Budgets;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Tests.Execution.Budgets;

public sealed class DeviceTimeMeterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly SweepPlan plan = Plans.Of([1, 4]);
    private readonly SweepPaths sweep;

    public DeviceTimeMeterTests() => sweep = new SweepPaths(folder.Path);

    [Fact]
    public void Every_attempt_counts_with_its_devices_also_one_that_failed_and_is_done_again()
    {
        Write(JournalState.RunStarted, 0, afterMinutes: 0);
        Write(JournalState.RunFailed, 0, afterMinutes: 10);
        Write(JournalState.RunStarted, 0, afterMinutes: 5);
        Write(JournalState.RunFinished, 0, afterMinutes: 20);
        Write(JournalState.RunStarted, 1, afterMinutes: 60);
        Write(JournalState.RunCancelled, 1, afterMinutes: 15);
        Write(JournalState.RunNotNeeded, 1, afterMinutes: 1);

        Assert.Equal(TimeSpan.FromMinutes(10 + 20 + (4 * 15)), Meter().Spent());
    }

    [Fact]
    public void A_run_at_work_counts_so_far()
    {
        DeviceTimeMeter meter = Meter();
        Write(JournalState.RunStarted, 1, afterMinutes: 0);
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(TimeSpan.FromMinutes(24), meter.Spent());
    }

    [Fact]
    public void A_run_that_a_killed_runner_left_counts_up_to_its_last_file_however_long_nobody_resumes()
    {
        Write(JournalState.RunStarted, 1, afterMinutes: 0);
        RunPaths run = sweep.Run(plan.Runs[1].RunId);
        Directory.CreateDirectory(run.Folder);
        File.WriteAllText(run.Events, "");
        File.SetLastWriteTimeUtc(run.Events, time.GetUtcNow().AddMinutes(7).UtcDateTime);

        // What `sync` writes when it tells a tracking server.
        File.WriteAllText(run.Tracking, "");
        File.SetLastWriteTimeUtc(run.Tracking, time.GetUtcNow().AddDays(2).UtcDateTime);
        time.Advance(TimeSpan.FromDays(2));

        TimeSpan first = Meter().Spent();
        Directory.Delete(run.Folder, recursive: true);
        Write(JournalState.RunStarted, 1, afterMinutes: 0);
        Write(JournalState.RunFinished, 1, afterMinutes: 1);

        Assert.Equal(TimeSpan.FromMinutes(28), first);
        Assert.Equal(TimeSpan.FromMinutes(28 + 4), Meter().Spent());
    }

    [Fact]
    public void A_budget_stops_before_the_run_that_would_exceed_it()
    {
        SweepPlan limited = plan with { Limits = new SweepLimits { MaxDeviceHours = 1 } };
        var images = ImageCounts.Count(plan.Runs.Select(run => run.Spec.Data), ImageFolders.OnDisk);
        var measured = new MeasuredRun { Spec = plan.Runs[1].Spec, CellId = plan.Runs[1].CellId, SweepId = "earlier", Timing = TimingMode.Exclusive, Images = new(1, 1), Epochs = 1, Time = TimeSpan.FromMinutes(12), Overhead = TimeSpan.Zero };
        var surely = new SweepBudget(limited, new PlanEstimates(plan, images, new RunHistory([measured]), _ => null), Meter());
        var roughly = new SweepBudget(limited, PlanEstimates.Rough(plan, images), Meter());

        string? before = surely.Refuses(plan.Runs[1], new SweepSpending(0, TimeSpan.Zero));
        Write(JournalState.RunStarted, 0, afterMinutes: 0);
        Write(JournalState.RunFinished, 0, afterMinutes: 15);

        Assert.Null(before);
        Assert.Equal("0.25 device-hours are spent, with the next run it would be about 1.05 device-hours, and limits.max_device_hours is 1.", surely.Refuses(plan.Runs[1], new SweepSpending(1, TimeSpan.Zero)));
        Assert.Null(roughly.Refuses(plan.Runs[1], new SweepSpending(1, TimeSpan.Zero)));
        Write(JournalState.RunStarted, 0, afterMinutes: 0);
        Write(JournalState.RunFinished, 0, afterMinutes: 45);
        Assert.Equal("1 device-hours are spent, and limits.max_device_hours is 1.", roughly.Refuses(plan.Runs[1], new SweepSpending(2, TimeSpan.Zero)));
    }

    public void Dispose() => folder.Dispose();

    private DeviceTimeMeter Meter() => DeviceTimeMeter.Open(sweep, [plan], time);

    private void Write(JournalState state, int run, double afterMinutes)
    {
        time.Advance(TimeSpan.FromMinutes(afterMinutes));
        using var journal = new Journal(sweep.Journal, time);
        journal.Write(state, plan.Runs[run].RunId);
    }
}
