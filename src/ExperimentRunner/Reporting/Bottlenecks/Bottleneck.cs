using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>What holds a cell up most, apart from the arithmetic itself.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Budget">Where its time went.</param>
/// <param name="Main">The largest part that is no arithmetic, if it is worth a remedy; else the larger of forward and backward.</param>
/// <param name="Share">Of <paramref name="Main"/>, 0 to 1; of forward and backward together where it is arithmetic.</param>
/// <param name="Measured">What a probe without <paramref name="Main"/> did; null without one.</param>
/// <param name="Advice">What the figures speak for, most promising first; empty where nothing does.</param>
internal sealed record Bottleneck(Cell Cell, TimeBudget Budget, TimePart Main, double Share, MeasuredCeiling? Measured, IReadOnlyList<Advice> Advice)
{
    /// <summary>Below this share a part is not worth a remedy: without it the run would be at most 1.11 times as fast.</summary>
    public const double LeastShare = 0.1;

    /// <summary>Arithmetic takes the time, and still the devices are not busy with it.</summary>
    public bool LeavesDevicesIdle => IsCompute && Cell.DeviceUse is { IsIdle: true };

    public bool IsCompute => Main is TimePart.Forward or TimePart.Backward;

    /// <summary>How many times as fast the cell would be if the part took no time; a ceiling, not a promise.</summary>
    public double Ceiling => 1 / Math.Max(1 - Share, 0.001);

    /// <param name="cell">Whose time went.</param>
    /// <param name="ceilings">Of the cell.</param>
    /// <param name="effects">By axis and reference.</param>
    public static Bottleneck? Of(Cell cell, IReadOnlyList<MeasuredCeiling> ceilings, ILookup<(string Axis, string CellId), SettingEffect> effects)
    {
        if (cell.Figures.Budget is not { } budget)
        {
            return null;
        }

        (TimePart overhead, double share) = budget.Parts.First(part => part.Part is not (TimePart.Forward or TimePart.Backward));
        TimePart main = share >= LeastShare ? overhead : budget.Parts.First(part => part.Part is TimePart.Forward or TimePart.Backward).Part;
        bool isCompute = main != overhead;
        MeasuredCeiling? measured = ceilings.FirstOrDefault(ceiling => ceiling.Kind == MeasuredCeiling.KindFor(main));
        return new Bottleneck(
            cell,
            budget,
            main,
            isCompute ? budget.Forward + budget.Backward : share,
            measured,
            [.. isCompute ? IdleAdvice.For(cell, effects) : [], .. Remedies.For(cell, main, measured, effects), .. CeilingAdvice.Beside(ceilings.Where(ceiling => ceiling != measured))]);
    }
}
