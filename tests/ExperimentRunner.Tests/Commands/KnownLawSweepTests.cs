using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Scaling.Laws;

namespace ExperimentRunner.Tests.Commands;

public sealed class KnownLawSweepTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task A_sweep_of_real_processes_finds_the_law_that_they_follow_under_noise_and_drift()
    {
        runner.WriteMatrix("""
            name: law
            matrix: { devices: [1, 2, 4, 8], batch_per_device: [16] }
            repeats: 4
            report: { price_per_device_hour: 2, currency: EUR }
            """);

        BufferedCommandResult result = await runner.Sweep("", "--no-tracking")
            .WithEnvironmentVariables(variables => variables.Set("FAKE_TRAINER_LAW", "alpha=0.05;beta=0.01;noise=0.01;drift=0.2").Set(HostLeases.Variable, runner.Leases))
            .ExecuteBufferedAsync();

        Assert.True(result.ExitCode == ExitCode.Success, result.StandardOutput + result.StandardError);
        SpeedupReport report = SpeedupReport.Build(SweepFolder.Read(Assert.Single(runner.Sweeps())));
        ScalingCurve curve = Assert.Single(report.Curves);
        LawFit.Fitted usl = Assert.IsType<LawFit.Fitted>(curve.Fits.Usl);
        Assert.Equal(16, usl.Observations);
        Assert.Equal(10, usl.DegreesOfFreedom);
        Assert.InRange(usl.Parameters[0].Value, 0.01, 0.09);
        Assert.InRange(usl.Parameters[1].Value, 0.005, 0.015);
        Assert.InRange(report.Drift!.Ratio, 0.7, 0.95);
        Assert.Equal(2 * report.Cells[0].Cell.Figures.DeviceHours!.Mean.Value, report.Cells[0].Price!.Run!.Mean.Value, 1e-12);
    }
}
