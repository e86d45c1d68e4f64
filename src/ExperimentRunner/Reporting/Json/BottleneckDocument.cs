using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Json;

/// <summary>What holds a cell up most; shares are of training and evaluation.</summary>
internal sealed record BottleneckDocument(
    string CellId, TimePart Main, double Share, double Ceiling, IReadOnlyDictionary<string, double> Shares, IReadOnlyList<string> Advice)
{
    public static BottleneckDocument Of(Bottleneck found) => new(
        found.Cell.Id,
        found.Main,
        found.Share,
        found.Ceiling,
        new OrderedDictionary<string, double>(found.Budget.Parts
            .OrderBy(part => part.Part)
            .Select(part => KeyValuePair.Create(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(part.Part.ToString()), part.Share))),
        [.. found.Advice.Select(advice => advice.Text)]);
}
