using System.Globalization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Points;

namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>Tags of what a run turned out to use, known once its training has begun.</summary>
internal static class UsedTags
{
    public static IReadOnlyList<MlflowTag> Of(UsedSettings used, params IReadOnlyList<PointWindows> windows) =>
    [
        new(TagNames.Precision, used.Precision.ToString().ToLowerInvariant()),
        new(TagNames.Backend, used.Backend.ToString().ToLowerInvariant()),
        new(TagNames.Device, used.DeviceName),
        new(TagNames.Library, used.Library),
        .. windows.Any(window => window.Width > 1) ? (MlflowTag[])[new(TagNames.Points, Thinned(windows.Max(window => window.Width)))] : [],
    ];

    private static string Thinned(long width) => string.Create(
        CultureInfo.InvariantCulture,
        $"Metrics of training are means over windows of {width} steps (or epochs), so that a run has at most {PointWindows.MostPoints} points a metric. events.jsonl has all.");
}
