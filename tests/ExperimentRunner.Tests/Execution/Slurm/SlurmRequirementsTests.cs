using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution.Slurm;

public sealed class SlurmRequirementsTests
{
    [Theory]
    [InlineData("--array=0-9")]
    [InlineData("-J name")]
    [InlineData("--output=/dev/null")]
    [InlineData("gpu")]
    [InlineData("--mem=1G\n--wrap=ls")]
    public async Task An_option_by_which_the_runner_knows_its_tasks_is_refused(string option)
    {
        UserFaultException fault = await Assert.ThrowsAsync<UserFaultException>(() => CheckAsync(new SlurmOptions { Options = ["--mem=32G", option] }));

        Assert.StartsWith($"slurm.options: {option} can't be given", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_in_which_no_run_can_come_anywhere_is_refused()
    {
        UserFaultException fault = await Assert.ThrowsAsync<UserFaultException>(() => CheckAsync(new SlurmOptions { Time = TimeSpan.FromMinutes(2) }));

        Assert.Contains("at least 3m", fault.Message, StringComparison.Ordinal);
    }

    private static Task CheckAsync(SlurmOptions slurm)
    {
        SweepPlan plan = Plans.Of([1]);
        return SlurmRequirements.CheckAsync(plan with { Slurm = slurm, Runs = [.. plan.Runs.Select(run => run with { Spec = run.Spec with { Backend = Backend.Cpu } })] }, CancellationToken.None);
    }
}
