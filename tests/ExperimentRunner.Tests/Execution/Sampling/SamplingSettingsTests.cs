using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Sampling;

namespace ExperimentRunner.Tests.Execution.Sampling;

public sealed class SamplingSettingsTests
{
    [Theory]
    [InlineData(null, null, 10.0)]
    [InlineData("", " ", 10.0)]
    [InlineData("true", "2.5", 2.5)]
    [InlineData("false", null, null)]
    public void Variables_of_mlflow_say_how_often(string? enabled, string? interval, double? seconds) =>
        Assert.Equal(seconds, Of(enabled, interval).Interval?.TotalSeconds);

    [Theory]
    [InlineData("maybe", null, "MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING=maybe is neither true nor false.")]
    [InlineData(null, "often", "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL=often is no number of seconds from 0.1 to 3600.")]
    [InlineData(null, "0", "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL=0 is no number of seconds from 0.1 to 3600.")]
    public void A_value_that_says_nothing_is_refused(string? enabled, string? interval, string message) =>
        Assert.Equal(message, Assert.Throws<UserFaultException>(() => Of(enabled, interval)).Message);

    private static SamplingSettings Of(string? enabled, string? interval) => SamplingSettings.FromEnvironment(name => name switch
    {
        SamplingSettings.EnabledVariable => enabled,
        SamplingSettings.IntervalVariable => interval,
        _ => null,
    });
}
