using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Matrix;

public sealed class LimitsTests
{
    [Fact]
    public void All_limits_are_read()
    {
        var expected = new SweepLimits
        {
            RunTimeout = TimeSpan.FromMinutes(30),
            Stall = TimeSpan.FromMinutes(5),
            Retries = 2,
            MaxRuns = 40,
            MaxDeviceHours = 12.5,
            MaxCost = 100,
        };

        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small
            + "\nlimits: { run_timeout: 30m, stall: 5m, retries: 2, max_runs: 40, max_device_hours: 12.5, max_cost: 100 }\nreport: { price_per_device_hour: 1.2, currency: EUR }");

        Assert.Equal(expected, sweep.Limits);
    }

    [Fact]
    public void Runs_may_be_packed() =>
        Assert.Equal(TimingMode.Packed, TestMatrix.Definition(TestMatrix.Small + "\ntiming: packed").Timing);

    [Fact]
    public void Options_of_Slurm_are_read()
    {
        SlurmOptions? slurm = TestMatrix.Definition(TestMatrix.Small + "\nslurm: { partition: gpu, account: fruit, time: 2h, options: [--constraint=a100, --qos=high] }").Slurm;

        Assert.NotNull(slurm);
        Assert.Equal(("gpu", "fruit", TimeSpan.FromHours(2)), (slurm.Partition, slurm.Account, slurm.Time));
        Assert.Equal(["--constraint=a100", "--qos=high"], slurm.Options);
    }

    [Fact]
    public void One_option_of_Slurm_needs_no_list() =>
        Assert.Equal(["--qos=high"], TestMatrix.Definition(TestMatrix.Small + "\nslurm: { options: --qos=high }").Slurm!.Options);

    [Theory]
    [InlineData("limits: { max_cost: 5 }", "EXP012")]
    [InlineData("limits: { max_runs: 0 }", "EXP014")]
    [InlineData("limits: { max_device_hours: 0 }", "EXP014")]
    [InlineData("limits: { retries: -1 }", "EXP014")]
    [InlineData("limits: { stal: 5m }", "EXP010")]
    [InlineData("limits: 5", "EXP013")]
    [InlineData("timing: shared", "EXP016")]
    [InlineData("slurm: { partition: ' ' }", "EXP013")]
    [InlineData("slurm: { options: [[--qos=high]] }", "EXP013")]
    [InlineData("slurm: { node: 2 }", "EXP010")]
    public void What_makes_no_sense_is_a_fault(string text, string code) =>
        Assert.Equal([code], TestMatrix.Faults(TestMatrix.Small + $"\n{text}").Select(fault => fault.Code));
}
