using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

public sealed class SweepStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_sweep_is_found_by_its_id()
    {
        SweepStore store = StoreWith("a-1");

        (_, SweepPlan plan) = store.Open("a-1");

        Assert.Equal("a-1", plan.SweepId);
        Assert.Equal([1, 2], plan.Runs.Select(run => run.Spec.Devices));
    }

    [Fact]
    public void The_newest_sweep_of_a_name_is_found()
    {
        SweepStore store = StoreWith("a-1", "a-2", "b-3");

        Assert.Equal("a-2", store.OpenNewest("a").Plan.SweepId);
        Assert.Equal("b-3", store.OpenNewest(name: null).Plan.SweepId);
    }

    [Fact]
    public void A_sweep_that_is_not_there_is_told_with_those_that_are()
    {
        SweepStore store = StoreWith("a-1");

        var fault = Assert.Throws<UserFaultException>(() => store.Open("a-9"));

        Assert.Contains("There is no sweep a-9", fault.Message, StringComparison.Ordinal);
        Assert.Contains("a-1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newest_plan_that_is_broken_does_not_hide_the_others()
    {
        SweepStore store = StoreWith("a-1", "a-2", "a-3");
        string plan = folder["a-3", "plan.json"];
        File.WriteAllText(plan, File.ReadAllText(plan)[..^40]);
        File.WriteAllText(folder["a-2", "plan.json"], "[]");

        Assert.Equal("a-1", store.OpenNewest("a").Plan.SweepId);
        Assert.Null(store.FindNewest("b"));
    }

    [Fact]
    public void A_folder_without_a_plan_is_no_sweep()
    {
        SweepStore store = StoreWith("a-1");
        Directory.CreateDirectory(folder["a-2"]);

        Assert.Equal("a-1", store.OpenNewest(name: null).Plan.SweepId);
    }

    public void Dispose() => folder.Dispose();

    private SweepStore StoreWith(params string[] ids)
    {
        var store = new SweepStore(folder.Path);
        foreach (string id in ids)
        {
            SweepPlan plan = Plans.Of([1, 2]);
            store.Create(plan with { SweepId = id, Name = id[..1], Created = plan.Created.AddMinutes(id[2] - '0') }, "", Plans.Machine);
        }

        return store;
    }
}
