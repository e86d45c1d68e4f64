using ExperimentRunner.Planning.Scheduling;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Planning.Scheduling;

public sealed class RunQueueTests
{
    private readonly MadeUpRuns runs = new(cells: 200, repeats: 5, seed: 1);

    [Theory]
    [InlineData(200, 5, 1)]
    [InlineData(200, 5, 2)]
    [InlineData(1000, 1, 3)]
    [InlineData(50, 20, 4)]
    public void A_thousand_runs_keep_eight_devices_busy_for_95_percent_of_the_lower_bound_or_more(int cells, int repeats, ulong seed)
    {
        var many = new MadeUpRuns(cells, repeats, seed);
        var machine = new Makespan(8, Need, many.Seconds);

        double exact = machine.Of(RunQueue.LongestFirst(many.All, many.Seconds));
        double guessed = machine.Of(RunQueue.LongestFirst(many.All, many.Guess));

        Assert.Equal(1000, many.All.Count);
        Assert.InRange(machine.LowerBound(many.All) / exact, 0.95, 1);
        Assert.InRange(machine.LowerBound(many.All) / guessed, 0.95, 1);
    }

    [Fact]
    public void No_run_starts_before_all_of_two_repeats_earlier_have_started()
    {
        var waiting = runs.All.GroupBy(run => run.Repeat).ToDictionary(repeat => repeat.Key, repeat => repeat.Count());

        Play(run =>
        {
            waiting[run.Repeat]--;
            Assert.All(waiting.Where(repeat => repeat.Key < run.Repeat - 1), repeat => Assert.Equal(0, repeat.Value));
        });
    }

    [Fact]
    public void Repeats_of_a_cell_start_in_order_and_each_run_starts_once()
    {
        var started = new List<PlannedRun>();

        Play(started.Add);

        Assert.All(started.GroupBy(run => run.CellId), cell => Assert.Equal([1, 2, 3, 4, 5], cell.Select(run => run.Repeat)));
    }

    [Fact]
    public void A_schedule_is_the_same_every_time() => Assert.Equal(Order(), Order());

    [Fact]
    public void The_longest_starts_first_and_what_does_not_fit_lets_others_go_before()
    {
        var queue = RunQueue.LongestFirst(runs.All, runs.Seconds);
        PlannedRun longest = runs.All.MaxBy(runs.Seconds)!;
        PlannedRun longestOfOne = runs.All.Where(run => run.Spec.Devices == 1).MaxBy(runs.Seconds)!;

        Assert.Equal(longestOfOne.RunId, queue.Take(run => run.Spec.Devices == 1)!.RunId);
        Assert.Equal(longest.CellId == longestOfOne.CellId ? 2 : 1, queue.Take(run => run.CellId == longest.CellId)!.Repeat);
    }

    [Fact]
    public void Runs_that_have_the_machine_to_themselves_keep_the_order_of_the_plan()
    {
        var queue = RunQueue.InOrder(runs.All);

        IEnumerable<string?> taken = Enumerable.Range(0, runs.All.Count + 1).Select(_ => queue.Take(_ => true)?.RunId).ToArray();

        Assert.Equal([.. runs.All.Select(run => run.RunId), null], taken);
    }

    private static int Need(PlannedRun run) => run.Spec.Devices;

    private List<string> Order()
    {
        var order = new List<string>();
        Play(run => order.Add(run.RunId));
        return order;
    }

    private void Play(Action<PlannedRun> onStart) => new Makespan(8, Need, runs.Seconds).Of(RunQueue.LongestFirst(runs.All, runs.Guess), (run, _) => onStart(run));
}
