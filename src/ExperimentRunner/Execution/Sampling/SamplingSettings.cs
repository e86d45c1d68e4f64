using System.Globalization;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>How often a run's machine is sampled, from the environment variables that MLflow's own monitor reads.</summary>
/// <param name="Interval">Null samples nothing.</param>
/// <param name="VisibleDevices">CUDA_VISIBLE_DEVICES.</param>
internal sealed record SamplingSettings(TimeSpan? Interval, string? VisibleDevices)
{
    public const string IntervalVariable = "MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL";
    public const string EnabledVariable = "MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING";

    private const double DefaultSeconds = 10;
    private const double LeastSeconds = 0.1;
    private const double MostSeconds = 3600;

    /// <summary>The tool that tells of NVIDIA's GPUs.</summary>
    public string NvidiaSmi { get; init; } = "nvidia-smi";

    public static SamplingSettings None { get; } = new(null, null);

    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="UserFaultException">A variable can't be used.</exception>
    public static SamplingSettings FromEnvironment(Func<string, string?> environment) => new(
        IsEnabled(environment(EnabledVariable)) ? TimeSpan.FromSeconds(Seconds(environment(IntervalVariable))) : null,
        environment(Devices.VisibleDevices.Variable));

    private static bool IsEnabled(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new UserFaultException($"{EnabledVariable}={text} is neither true nor false."),
    };

    private static double Seconds(string? text) => string.IsNullOrWhiteSpace(text)
        ? DefaultSeconds
        : double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) && seconds is >= LeastSeconds and <= MostSeconds
            ? seconds
            : throw new UserFaultException(string.Create(CultureInfo.InvariantCulture, $"{IntervalVariable}={text} is no number of seconds from {LeastSeconds} to {MostSeconds}."));
}
