using ExperimentRunner.Reporting.Bottlenecks;

namespace ExperimentRunner.Reporting.Json;

/// <summary>What changing one axis did to images per second, all other axes being equal.</summary>
internal sealed record EffectDocument(string Axis, string From, string To, string ReferenceCellId, string CellId, RatioDocument Gain)
{
    public static EffectDocument Of(SettingEffect effect) =>
        new(effect.Axis, effect.From, effect.To, effect.Reference.Id, effect.Cell.Id, RatioDocument.Of(effect.Gain)!);
}
