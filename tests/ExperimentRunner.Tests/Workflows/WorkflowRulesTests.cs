using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ExperimentRunner.Tests.Workflows;

public sealed class WorkflowRulesTests
{
    private static readonly YamlMappingNode[] Jobs = [.. Workflow.All.SelectMany(workflow => workflow.Jobs.Values)];

    private static readonly YamlMappingNode[] Steps = [.. Jobs.SelectMany(Workflow.Steps)];

    [Fact]
    public void Actions_are_pinned_by_commit()
    {
        string[] uses = [.. Steps.Select(step => Workflow.Text(step, "uses")).OfType<string>()];

        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches(new Regex("^actions/[a-z-]+@[0-9a-f]{40}$"), action));
    }

    [Fact]
    public void No_workflow_has_rights_that_it_does_not_name() =>
        Assert.All(Workflow.All, workflow => Assert.All(Workflow.Map(workflow.Root, "permissions"), right => Assert.Equal("read", right.Value)));

    [Fact]
    public void Every_workflow_says_what_rights_it_has_and_what_it_may_run_beside() =>
        Assert.All(Workflow.All, workflow => Assert.True(workflow.Root.Children.ContainsKey("permissions") && workflow.Root.Children.ContainsKey("concurrency"), workflow.File));

    [Fact]
    public void Every_job_ends_some_time() => Assert.All(Jobs, job => Assert.NotNull(Workflow.Text(job, "timeout-minutes")));

    [Fact]
    public void No_code_of_a_stranger_comes_to_a_self_hosted_runner()
    {
        Workflow[] selfHosted = [.. Workflow.All.Where(workflow => workflow.Jobs.Values.Any(job => !Workflow.Text(job, "runs-on")!.StartsWith("ubuntu-", StringComparison.Ordinal)))];

        Assert.NotEmpty(selfHosted);
        Assert.All(selfHosted, workflow => Assert.Equal([], workflow.Triggers.Except(["workflow_dispatch", "schedule"])));
    }

    /// <summary>What stands in an expression is put into the script as it is, so that an input could hold commands.</summary>
    [Fact]
    public void Scripts_get_values_as_variables_alone() =>
        Assert.All(Steps.Select(step => Workflow.Text(step, "run")).OfType<string>(), script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));

    [Fact]
    public void Checkouts_leave_no_token_behind() => Assert.All(
        Steps.Where(step => Workflow.Text(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
        step => Assert.Contains(KeyValuePair.Create("persist-credentials", "false"), Workflow.Map(step, "with")));
}
