using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>The figures of one finished run that cells are compared by; null where it has none.</summary>
internal static class RunFigures
{
    private const double SecondsPerHour = 3600;

    public static double? ImagesPerSecond(RunResult result) => AboveZero(result.Timing?.ImagesPerSecond);

    public static double? SecondsToTarget(RunResult result) => AboveZero(result.Target?.Seconds);

    public static double? ImagesToTarget(RunResult result) => AboveZero(result.Target?.Images);

    /// <summary>Images per second on the way to the target accuracy, evaluation counted.</summary>
    public static double? RateToTarget(RunResult result) => ImagesToTarget(result) / SecondsToTarget(result);

    /// <summary>Devices times hours of the whole run.</summary>
    public static double? DeviceHours(RunResult result) => DeviceHours(result, result.Timing?.WallSeconds);

    /// <summary>Devices times hours of training and evaluation until the target accuracy.</summary>
    public static double? DeviceHoursToTarget(RunResult result) => DeviceHours(result, SecondsToTarget(result));

    /// <summary>Devices times hours of training for a million images.</summary>
    public static double? DeviceHoursPerMillionImages(RunResult result) => DeviceHours(result, 1e6 / ImagesPerSecond(result));

    /// <summary>Images right in the last test, as a share from 0 to 1.</summary>
    public static double? Accuracy(RunResult result) => result.FinalAccuracy;

    /// <summary>A trainer that measured nothing says 0.</summary>
    public static double? AboveZero(double? value) => value > 0 && double.IsFinite(value.Value) ? value : null;

    private static double? DeviceHours(RunResult result, double? seconds) => AboveZero(result.Used?.Devices * seconds / SecondsPerHour);
}
