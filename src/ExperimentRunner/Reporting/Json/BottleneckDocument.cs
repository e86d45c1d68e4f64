using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Json;

/// <summary>What holds a cell up most; shares are of training and evaluation.</summary>
/// <param name="DevicesBusy">Share of whole runs in which its devices worked; null if that is not known.</param>
/// <param name="DevicesBusyDeviation">Its standard deviation over time.</param>
internal sealed record BottleneckDocument(
    string CellId, TimePart Main, double Share, double Ceiling, IReadOnlyDictionary<string, double> Shares, double? DevicesBusy, double? DevicesBusyDeviation, IReadOnlyList<string> Advice)
{
    public static BottleneckDocument Of(Bottleneck found) => new(
        found.Cell.Id,
        found.Main,
        found.Share,
        found.Ceiling,
        new OrderedDictionary<string, double>(found.Budget.Parts
            .OrderBy(part => part.Part)
            .Select(part => KeyValuePair.Create(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(part.Part.ToString()), part.Share))),
        found.Cell.DeviceUse?.Share,
        found.Cell.DeviceUse?.Deviation,
        [.. found.Advice.Select(advice => advice.Text)]);
}
