using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Tests.Shipping.Naming;

public sealed class SweepConstantsTests
{
    [Fact]
    public void What_all_runs_share_is_written_as_yaml_and_what_varies_or_follows_is_not()
    {
        using var sweep = new SampleSweep();

        string[] lines = new SweepConstants(sweep.Plan).Yaml.Split('\n');

        Assert.Equal("data:", lines[Array.IndexOf(lines, "  source: \"synthetic\"") - 1]);
        Assert.Contains("batch_per_device: 32", lines);
        Assert.Contains("lr_rule: \"sqrt\"", lines);
        Assert.Contains("  adam_epsilon: 1.0E-08", lines);
        Assert.DoesNotContain(lines, line => line.Split(':')[0] is "devices" or "seed" or "lr_factor" or "learning_rate" or "global_batch");
        Assert.All(lines[..^1], line => Assert.Matches("^(  )?[a-z0-9_]+:( (\"[^\"]*\"|true|false|[0-9.E+-]+))?$", line));
    }

    [Fact]
    public void Seeds_and_other_values_of_axes_leave_the_hash_as_it_is_and_any_other_setting_changes_it()
    {
        using var sweep = new SampleSweep();
        string hash = Hash(sweep, run => run);

        Assert.Equal(hash, Hash(sweep, run => run with { Spec = run.Spec with { Seed = run.Spec.Seed + 1, Devices = run.Spec.Devices * 2 } }));
        Assert.NotEqual(hash, Hash(sweep, run => run with { Spec = run.Spec with { BatchPerDevice = 31 } }));
        Assert.NotEqual(hash, Hash(sweep, run => run with { Spec = run.Spec with { Data = run.Spec.Data with { ImageSize = 65 } } }));
    }

    private static string Hash(SampleSweep sweep, Func<PlannedRun, PlannedRun> change) =>
        new SweepConstants(sweep.Plan with { Runs = [.. sweep.Plan.Runs.Select(change)] }).Hash;
}
