using System.Text.Json;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Json;

public sealed class SweepJsonTests
{
    private static readonly SweepPlan Plan = new()
    {
        SweepId = "quickstart-20260131-142501-9f3c",
        Name = "quickstart",
        Created = Examples.Time,
        MatrixHash = "5f1d7a84",
        Repeats = 2,
        BaselineCellId = "d1-b64-linear-fp32-0a1b2c",
        Limits = new() { RunTimeout = TimeSpan.FromMinutes(30), Retries = 2, MaxCost = 12.5 },
        Timing = TimingMode.Packed,
        Slurm = new() { Partition = "gpu", Options = ["--constraint=a100"] },
        Git = new GitState("4dc1b3a9", "main", IsDirty: true),
        Runs =
        [
            new PlannedRun
            {
                RunId = "d2-b64-linear-amp-s42-3f9a1c",
                CellId = "d2-b64-linear-amp-71c0de",
                Repeat = 1,
                Axes = [new AxisValue("devices", "2"), new AxisValue("amp", "on")],
                Spec = Examples.Spec,
            },
        ],
    };

    [Fact]
    public Task A_plan_lists_its_runs_in_order() => Verifier.Verify(Write(Plan), "json");

    [Fact]
    public void A_plan_comes_back_as_it_was() =>
        Assert.Equal(Write(Plan), Write(JsonSerializer.Deserialize(Write(Plan), RunJson.Default.SweepPlan)!));

    [Fact]
    public void A_plan_outside_git_and_without_a_limit_comes_back_without_them()
    {
        SweepPlan bare = Plan with { Git = null, Limits = new(), Slurm = null };

        SweepPlan read = JsonSerializer.Deserialize(Write(bare), RunJson.Default.SweepPlan)!;

        Assert.Null(read.Git);
        Assert.Equal(new SweepLimits(), read.Limits);
    }

    [Fact]
    public Task A_machine_is_described_in_plain_words() => Verifier.Verify(Write(Examples.Machine), "json");

    [Fact]
    public void A_machine_comes_back_as_it_was() =>
        Assert.Equal(
            Write(Examples.Machine),
            Write(JsonSerializer.Deserialize(Write(Examples.Machine), RunJson.Default.MachineDescription)!));

    private static string Write(SweepPlan plan) => JsonSerializer.Serialize(plan, RunJson.Default.SweepPlan);

    private static string Write(MachineDescription machine) => JsonSerializer.Serialize(machine, RunJson.Default.MachineDescription);
}
