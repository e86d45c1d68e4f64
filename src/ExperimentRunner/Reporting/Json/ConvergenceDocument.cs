using ExperimentRunner.Reporting.Convergence;

namespace ExperimentRunner.Reporting.Json;

/// <summary>How many times as soon as the baseline the target came, and what of it is the machine's.</summary>
internal sealed record ConvergenceDocument(RatioDocument TimeGain, RatioDocument MachineGain, RatioDocument ImagesNeeded, bool IsFlattering, bool FlattersBaseline)
{
    public static ConvergenceDocument? Of(ConvergenceSplit? split) => split is null
        ? null
        : new(RatioDocument.Of(split.TimeGain)!, RatioDocument.Of(split.MachineGain)!, RatioDocument.Of(split.ImagesNeeded)!, split.IsFlattering, split.FlattersBaseline);
}
