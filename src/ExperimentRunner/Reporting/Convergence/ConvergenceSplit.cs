using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Convergence;

/// <summary>
/// Why a cell came to the target accuracy sooner or later than the baseline. Time is images needed over images per second, so within each repeat
/// <see cref="TimeGain"/> is exactly <see cref="MachineGain"/> over <see cref="ImagesNeeded"/>.
/// </summary>
internal sealed record ConvergenceSplit
{
    public required Cell Cell { get; init; }

    /// <summary>How many times as soon as the baseline: its seconds over the cell's.</summary>
    public required Ratio TimeGain { get; init; }

    /// <summary>What the machine gave: images per second on the way to the target, evaluation counted, over the baseline's.</summary>
    public required Ratio MachineGain { get; init; }

    /// <summary>What batch and learning rate cost: images needed over the baseline's; above 1 is a cost.</summary>
    public required Ratio ImagesNeeded { get; init; }

    /// <summary>Repeats of the cell that finished without the target accuracy. They are in none of the ratios, which then flatter the cell.</summary>
    public bool IsFlattering => Cell.Figures.TargetMissed > 0;

    /// <summary>The same of the baseline, which the ratios then flatter.</summary>
    public required bool FlattersBaseline { get; init; }

    /// <summary>Null where one of the two has no repeat that came to the target.</summary>
    public static ConvergenceSplit? Of(Cell cell, Cell? baseline)
    {
        if (cell.Figures.TargetReached is null || baseline?.Figures.TargetReached is null
            || cell.Spec.Train.TargetAccuracy != baseline.Spec.Train.TargetAccuracy)
        {
            return null;
        }

        return (Ratio.Of(cell, baseline, RunFigures.SecondsToTarget), Ratio.Of(cell, baseline, RunFigures.RateToTarget), Ratio.Of(cell, baseline, RunFigures.ImagesToTarget))
            is ({ } seconds, { } rate, { } images)
            ? new ConvergenceSplit
            {
                Cell = cell,
                TimeGain = seconds.Inverse,
                MachineGain = rate,
                ImagesNeeded = images,
                FlattersBaseline = baseline.Figures.TargetMissed > 0,
            }
            : null;
    }
}
