using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Json;

/// <summary>How many times as much; <paramref name="Low"/> and <paramref name="High"/> are the 95 % interval, null where fewer than two repeats have both.</summary>
internal sealed record RatioDocument(double Value, double? Low, double? High, int Pairs)
{
    public static RatioDocument? Of(Ratio? ratio) => ratio is null ? null : new(ratio.Value, ratio.Low, ratio.High, ratio.Pairs);
}
